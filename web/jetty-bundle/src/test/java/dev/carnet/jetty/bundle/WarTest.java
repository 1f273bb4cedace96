package dev.carnet.jetty.bundle;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A WAR that knows nothing of Carnet, on two nodes of the real Jetty. */
class WarTest {
    @Test
    void a_user_goes_on_when_the_node_dies(@TempDir Path home) throws Exception {
        Path database = home.resolve("carnet.db");
        Visitor ada = new Visitor();
        try (RealJetty one = RealJetty.start(home.resolve("one"), database);
                RealJetty two = RealJetty.start(home.resolve("two"), database)) {
            assertThat(ada.get(one.url("/shop/cart?item=tea"))).contains("<title>Log in</title>");
            assertThat(ada.post(one.url("/j_security_check"), "j_username=ada&j_password=secret-of-ada"))
                    .isEqualTo("ada true [tea]");

            one.kill();

            assertThat(ada.get(two.url("/shop/cart?item=jam"))).isEqualTo("ada true [tea, jam]");
            assertThat(ada.get(two.url("/shop/logout"))).isEqualTo("bye");
            assertThat(ada.get(two.url("/shop/cart?item=jam"))).contains("<title>Log in</title>");
        }
    }
}
