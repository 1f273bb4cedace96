package dev.carnet.tomcat;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.catalina.LifecycleState;
import org.jboss.weld.environment.servlet.EnhancedListener;
import org.junit.jupiter.api.Test;

/** Weld's session scope. */
class CdiTest {
    private static Node node(String yaml) throws Exception {
        Node node = Node.of();
        Path info = Path.of(node.context().getDocBase()).resolve("WEB-INF");
        Files.writeString(
                info.resolve("beans.xml"),
                "<beans xmlns=\"https://jakarta.ee/xml/ns/jakartaee\" version=\"4.0\" bean-discovery-mode=\"annotated\"/>");
        // As in a WAR: each application has a Weld of its own.
        Path weld = Path.of(EnhancedListener.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
        Files.copy(weld, Files.createDirectories(info.resolve("lib")).resolve("weld.jar"));
        Path file = Files.writeString(info.resolve("carnet.yml"), yaml);
        node.manager().setConfig(file.toAbsolutePath().toString());
        node.start();
        return node;
    }

    @Test
    void a_bean_goes_on_at_the_other_node() throws Exception {
        String yaml = Node.sqlite() + "\nallowed_types: [com.example.shop.Basket]\n";
        try (Node one = node(yaml);
                Node two = node(yaml)) {
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
        try (Node node = node(Node.sqlite())) {
            assertThat(node.context().getState()).isNotEqualTo(LifecycleState.STARTED);
        }
    }
}
