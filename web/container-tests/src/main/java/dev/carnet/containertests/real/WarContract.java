package dev.carnet.containertests.real;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.carnet.containertests.Browser;
import dev.carnet.containertests.Browser.Reply;
import dev.carnet.containertests.ShopWar;
import dev.carnet.testservers.BrowserWindow;
import dev.carnet.testservers.Chromium;
import dev.carnet.testservers.TestServers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A WAR that knows nothing of Carnet, on two nodes of the real container, in a browser. */
public abstract class WarContract<K> {
    private static final int PARALLEL = 8;

    /** A container and a store. */
    public record Pair<K>(K kind, Backend backend) {}

    /** In {@code verify} the first is enough; a full build takes all. */
    protected static <K> Stream<Pair<K>> always(Pair<K> first, List<K> kinds) {
        if (!Boolean.getBoolean("carnet.test.full")) {
            return Stream.of(first);
        }
        return kinds.stream().flatMap(kind -> Stream.of(Backend.values()).map(backend -> new Pair<>(kind, backend)));
    }

    /**
     * Sets a container up as the guide says, without an application.
     *
     * @param base its folder, which is new
     * @param configuration {@code carnet.yml}
     */
    protected abstract RealServer in(Path base, Pair<K> pair, String configuration) throws Exception;

    private RealServer node(Path home, String name, Pair<K> pair) throws Exception {
        Path base = Files.createDirectories(home.resolve(name));
        RealServer node = in(base, pair, pair.backend().configuration(home));
        ShopWar.addWeld(ShopWar.unpack(base.resolve("webapps/shop")));
        node.start();
        return node;
    }

    @ParameterizedTest
    @MethodSource("pairs")
    void a_user_goes_on_when_the_node_dies(Pair<K> pair, @TempDir Path home) throws Exception {
        assumeTrue(Chromium.problem().isEmpty(), () -> Chromium.problem().orElseThrow());
        try (RealServer one = node(home, "one", pair);
                RealServer two = node(home, "two", pair);
                BrowserWindow ada = TestServers.chromium().open()) {
            ada.go(one.url("/secret/who"));
            ada.type("[name=j_username]", "ada")
                    .type("[name=j_password]", "secret-of-ada")
                    .click("button");
            assertThat(ada.text("body")).isEqualTo("ada true FORM GET null");
            assertThat(see(ada, one.url("/do/put?name=user&value=Ada"))).isEqualTo("put");
            assertThat(see(ada, one.url("/do/cart?name=tea"))).isEqualTo("[tea]");
            assertThat(see(ada, one.url("/basket?item=tea"))).isEqualTo("[tea]");
            assertThat(see(ada, one.url("/do/told"))).startsWith("[created, new id");

            one.kill();

            assertThat(see(ada, two.url("/secret/who"))).isEqualTo("ada true FORM GET null");
            assertThat(see(ada, two.url("/do/cart?name=jam"))).isEqualTo("[tea, jam]");
            assertThat(see(ada, two.url("/basket?item=jam"))).isEqualTo("[tea, jam]");
            assertThat(see(ada, two.url("/do/greeting"))).isEqualTo("Hello Ada");
            ada.go(two.url("/hello.jsp"));
            assertThat(ada.text("#user")).isEqualTo("ada");
            assertThat(ada.text("#seen")).isEqualTo("Ada");

            one.start();
            assertThat(see(ada, one.url("/secret/who"))).isEqualTo("ada true FORM GET null");
            assertThat(see(ada, two.url("/do/logout"))).isEqualTo("bye");
            assertThat(ada.go(one.url("/secret/who")).text("button")).isEqualTo("Log in");
            assertThat(ada.go(two.url("/secret/who")).text("button")).isEqualTo("Log in");

            parallelRequestsKeepTheirAttributes(one, two);
            aVisitorWithoutCookiesIsKnownByTheUrl(one, two);
        }
    }

    private static String see(BrowserWindow window, String url) {
        return window.go(url).text("body");
    }

    private static void parallelRequestsKeepTheirAttributes(RealServer one, RealServer two) {
        Browser browser = new Browser(one.port());
        browser.get("/shop/do/begin");
        List<CompletableFuture<Reply>> replies = new ArrayList<>();
        for (int i = 0; i < PARALLEL; i++) {
            int port = i % 2 == 0 ? one.port() : two.port();
            replies.add(browser.at(port).getLater("/shop/do/put?name=n" + i + "&value=" + i));
        }
        replies.forEach(each -> assertThat(each.join().body()).isEqualTo("put"));
        List<String> names =
                IntStream.range(0, PARALLEL).mapToObj(each -> "n" + each).toList();
        assertThat(browser.get("/shop/do/names").body()).isEqualTo(names.toString());
    }

    private static void aVisitorWithoutCookiesIsKnownByTheUrl(RealServer one, RealServer two) {
        String url = new Browser(one.port()).get("/shop/do/url").body().replace(" true", "");
        assertThat(url).contains(";jsessionid=");
        String id = url.replaceFirst(".*;jsessionid=", "").replaceFirst("[?].*", "");

        assertThat(new Browser(two.port())
                        .get("/shop/do/session;jsessionid=" + id)
                        .body())
                .isEqualTo("id " + id + " new false");
    }
}
