package dev.carnet.tomcat;

import static org.assertj.core.api.Assertions.assertThat;

import dev.carnet.containertests.ShopWar;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.catalina.LifecycleState;
import org.junit.jupiter.api.Test;

/** Weld's session scope. */
class CdiTest {
    private static TomcatNode node(String yaml) throws Exception {
        TomcatNode node = TomcatNode.of();
        // As in a WAR: each application has a Weld of its own.
        Path war = ShopWar.addWeld(Path.of(node.context().getDocBase()));
        Path file = Files.writeString(war.resolve("WEB-INF/carnet.yml"), yaml);
        node.manager().setConfig(file.toAbsolutePath().toString());
        node.start();
        return node;
    }

    @Test
    void a_bean_goes_on_at_the_other_node() throws Exception {
        String yaml = TomcatNode.sqlite() + "\nallowed_types: [com.example.shop.Basket]\n";
        try (TomcatNode one = node(yaml);
                TomcatNode two = node(yaml)) {
            Visitor visitor = new Visitor();

            assertThat(visitor.get(one, "/basket?item=tea")).isEqualTo("[tea]");
            assertThat(visitor.get(two, "/basket?item=jam")).isEqualTo("[tea, jam]");
            assertThat(visitor.get(one, "/basket?item=cake")).isEqualTo("[tea, jam, cake]");
            visitor.get(two, "/basket");
            assertThat(visitor.get(one, "/basket?item=tea")).isEqualTo("[tea]");
        }
    }

    @Test
    void a_bean_that_is_not_allowed_is_refused_at_deployment() throws Exception {
        try (TomcatNode node = node(TomcatNode.sqlite())) {
            assertThat(node.context().getState()).isNotEqualTo(LifecycleState.STARTED);
        }
    }
}
