package dev.carnet.jetty;

import static org.assertj.core.api.Assertions.assertThat;

import dev.carnet.containertests.Browser;
import dev.carnet.containertests.Loaders;
import dev.carnet.containertests.ShopWar;
import dev.carnet.jetty.Deployed.Application;
import java.nio.file.Files;
import java.nio.file.Path;
import org.eclipse.jetty.http.HttpCookie.SameSite;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Web applications that get Carnet's sessions when they are deployed, and what happens when they come and go. */
class JettyDeploymentTest {
    private static final int REDEPLOYMENTS = 20;

    @TempDir
    Path folder;

    private Path war;
    private Deployed jetty;

    @BeforeEach
    void start() throws Exception {
        war = ShopWar.unpack(folder.resolve("shop"));
        Path webXml = war.resolve("WEB-INF/web.xml");
        Files.writeString(webXml, Files.readString(webXml).replaceAll("<tracking-mode>.*</tracking-mode>", ""));
        jetty = Deployed.start(Files.writeString(
                folder.resolve("carnet.yml"),
                "session: DBI\nengines:\n  session:\n    DBI:\n      dsn: jdbc:sqlite:" + folder.resolve("carnet.db")
                        + "\nallowed_types: [com.example.shop.Cart]\n"));
    }

    @AfterEach
    void stop() throws Exception {
        jetty.close();
    }

    @Test
    void what_a_context_xml_sets_on_the_session_handler_counts() throws Exception {
        Application shop = jetty.deploy(war, sessions -> {
            sessions.setSessionCookie("SHOP");
            sessions.setSameSite(SameSite.STRICT);
            sessions.setSessionCookieAttribute("Priority", "High");
            sessions.setSecureRequestOnly(false);
            sessions.setSessionIdPathParameterName("ticket");
            sessions.setCheckingRemoteSessionIdEncoding(true);
        });

        String cookie = jetty.browser().get("/shop/do/begin").setCookie();

        assertThat(cookie).startsWith("SHOP=").contains("SameSite=Strict", "Priority=High", "HttpOnly");
        assertThat(shop.sessions().isSecureRequestOnly()).isFalse();
        assertThat(shop.sessions().getSessionIdPathParameterName()).isEqualTo("ticket");
        assertThat(shop.sessions().isCheckingRemoteSessionIdEncoding()).isTrue();
        assertThat(shop.sessions().isUsingCookies()).isTrue();
        assertThat(shop.sessions().isUsingUriParameters()).isFalse();
    }

    @Test
    void an_application_that_wants_no_cookies_gets_none() throws Exception {
        Application shop = jetty.deploy(war, sessions -> {
            sessions.setUsingCookies(false);
            sessions.setUsingUriParameters(true);
        });

        assertThat(shop.sessions().isUsingCookies()).isFalse();
        assertThat(jetty.browser().get("/shop/do/begin").setCookies()).isEmpty();
        assertThat(jetty.browser().get("/shop/do/url").body()).contains(";jsessionid=");
    }

    @Test
    void a_restart_keeps_the_sessions_and_adds_no_listener() throws Exception {
        Application shop = jetty.deploy(war, sessions -> {});
        Browser browser = jetty.browser();
        browser.get("/shop/do/cart?name=tea");
        int listeners = shop.listeners();

        shop.restart();

        assertThat(browser.get("/shop/do/cart?name=jam").body()).isEqualTo("[tea, jam]");
        assertThat(shop.listeners()).isEqualTo(listeners);
    }

    @Test
    void redeployments_leave_no_class_loader() throws Exception {
        Loaders loaders = new Loaders();
        Browser browser = jetty.browser();
        for (int i = 0; i < REDEPLOYMENTS; i++) {
            Application shop = jetty.deploy(war, sessions -> {});
            assertThat(browser.get("/shop/do/cart?name=" + i).body()).endsWith(i + "]");
            loaders.add(shop.loader());
            shop.undeploy();
        }
        // Jetty itself keeps the application of the last request for a while.
        Application last = jetty.deploy(war, sessions -> {});
        browser.get("/shop/static.txt");

        assertThat(loaders.alive()).isZero();
        last.undeploy();
    }
}
