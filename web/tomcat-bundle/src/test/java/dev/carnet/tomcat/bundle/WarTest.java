package dev.carnet.tomcat.bundle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.carnet.testservers.BrowserWindow;
import dev.carnet.testservers.Chromium;
import dev.carnet.testservers.TestServers;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A WAR that knows nothing of Carnet, on two nodes of the real Tomcat, in a browser. */
class WarTest {
    @Test
    void a_user_goes_on_when_the_node_dies(@TempDir Path home) throws Exception {
        assumeTrue(Chromium.problem().isEmpty(), () -> Chromium.problem().orElseThrow());
        Path war = RealTomcat.war(home.resolve("war"));
        Path database = home.resolve("carnet.db");
        try (RealTomcat one = RealTomcat.start(home.resolve("one"), war, database);
                RealTomcat two = RealTomcat.start(home.resolve("two"), war, database);
                BrowserWindow ada = TestServers.chromium().open()) {
            ada.go(one.url("/secret/who"));
            ada.type("[name=j_username]", "ada")
                    .type("[name=j_password]", "secret-of-ada")
                    .click("button");
            assertThat(ada.text("body")).isEqualTo("ada true FORM GET null");
            assertThat(ada.go(one.url("/do/put?name=user&value=Ada")).text("body"))
                    .isEqualTo("put");
            assertThat(ada.go(one.url("/do/cart?name=tea")).text("body")).isEqualTo("[tea]");
            assertThat(ada.go(one.url("/basket?item=tea")).text("body")).isEqualTo("[tea]");

            assertThat(Files.readString(database, StandardCharsets.ISO_8859_1) + written(database))
                    .as("what the database holds")
                    .contains("cart")
                    .doesNotContain("\"Ada\"")
                    .doesNotContain("\"tea\"");

            one.kill();

            assertThat(ada.go(two.url("/secret/who")).text("body")).isEqualTo("ada true FORM GET null");
            assertThat(ada.go(two.url("/do/cart?name=jam")).text("body")).isEqualTo("[tea, jam]");
            assertThat(ada.go(two.url("/basket?item=jam")).text("body")).isEqualTo("[tea, jam]");
            ada.go(two.url("/hello.jsp"));
            assertThat(ada.text("#user")).isEqualTo("ada");
            assertThat(ada.text("#seen")).isEqualTo("Ada");
            assertThat(ada.go(two.url("/do/logout")).text("body")).isEqualTo("bye");
            assertThat(ada.go(two.url("/secret/who")).text("button")).isEqualTo("Log in");
        }
    }

    /** What SQLite has not moved into its file yet. */
    private static String written(Path database) throws IOException {
        Path log = Path.of(database + "-wal");
        return Files.exists(log) ? Files.readString(log, StandardCharsets.ISO_8859_1) : "";
    }
}
