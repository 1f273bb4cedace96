package com.example.shop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.carnet.testservers.BrowserWindow;
import dev.carnet.testservers.Chromium;
import dev.carnet.testservers.FreshDatabase;
import dev.carnet.testservers.TestServers;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** The example shop in a real browser: several instances, one store, and what its README promises. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ShopInBrowserTest {
    private static final Path PICTURES = Path.of("target/pictures");

    private final List<Instance> instances = new ArrayList<>();
    private Instance one;
    private Instance two;
    /** Of the same shop, and with one session per user. */
    private Instance strict;

    @BeforeAll
    void start() throws Exception {
        Optional<String> problem = Chromium.problem();
        assumeTrue(problem.isEmpty(), () -> problem.orElse(""));
        FreshDatabase database = FreshDatabase.postgres();
        one = begin(database, "one").await();
        two = begin(database, "two");
        strict = begin(database, "strict", "--carnet.session-limit=1");
        two.await();
        strict.await();
    }

    private Instance begin(FreshDatabase database, String name, String... arguments) throws Exception {
        Instance instance = Instance.start(database, name, arguments);
        instances.add(instance);
        return instance;
    }

    @AfterAll
    void stop() throws Exception {
        for (Instance each : instances) {
            each.close();
        }
    }

    private static BrowserWindow loggedIn(Instance at, String customer) {
        BrowserWindow window = TestServers.chromium().open().go(at.url("/"));
        window.click("#login-link");
        return logIn(window, customer);
    }

    private static BrowserWindow logIn(BrowserWindow window, String customer) {
        return window.type("#username", customer).type("#password", "tea").click("#login");
    }

    private static boolean asksForLogin(BrowserWindow window) {
        return window.url().contains("/login");
    }

    @Test
    void a_customer_goes_on_at_another_instance_when_one_is_killed() throws Exception {
        try (BrowserWindow window = loggedIn(one, "ada")) {
            window.click("#add-sencha").click("#add-sencha").click("#add-teapot");
            assertThat(window.text("#notice")).isEqualTo("Teapot is in your cart.");
            assertThat(window.text("#instance")).isEqualTo(one.port());
            window.screenshot(PICTURES.resolve("products.png"));

            one.kill();
            window.go(two.url("/cart"));

            assertThat(window.text("#instance")).isEqualTo(two.port());
            assertThat(window.text("#account-link")).isEqualTo("ada");
            assertThat(window.texts(".line")).hasSize(2).first().asString().startsWith("Sencha 2 € 19.60");
            assertThat(window.text("#total")).isEqualTo("€ 58.60");
            window.screenshot(PICTURES.resolve("cart.png"));
            window.click("#order");
            assertThat(window.text("#notice")).isEqualTo("Thank you for your order.");
            assertThat(window.text("#cart-size")).isEqualTo("0");
        }
    }

    @Test
    void one_session_per_user_ends_the_older_login_on_another_instance() {
        try (BrowserWindow older = loggedIn(two, "bob");
                BrowserWindow other = loggedIn(two, "ada");
                BrowserWindow younger = loggedIn(strict, "bob")) {
            assertThat(younger.text("#account-link")).isEqualTo("bob");
            older.go(two.url("/cart"));
            assertThat(asksForLogin(older)).isTrue();
            assertThat(other.go(two.url("/cart")).text("#account-link")).isEqualTo("ada");

            assertThat(logIn(older, "bob").text("h1")).isEqualTo("Your cart");
        }
    }

    @Test
    void a_customer_logs_out_everywhere() throws Exception {
        try (BrowserWindow laptop = loggedIn(two, "ada");
                BrowserWindow phone = loggedIn(two, "ada");
                BrowserWindow other = loggedIn(two, "bob")) {
            phone.go(strict.url("/account"));
            assertThat(phone.texts(".login"))
                    .hasSizeGreaterThanOrEqualTo(2)
                    .filteredOn(each -> each.endsWith("this browser"))
                    .hasSize(1);
            phone.screenshot(PICTURES.resolve("account.png"));

            phone.click("#logout-everywhere");
            phone.screenshot(PICTURES.resolve("login.png"));

            assertThat(phone.text(".notice")).isEqualTo("You are logged out everywhere.");
            assertThat(asksForLogin(phone.go(two.url("/cart")))).isTrue();
            assertThat(asksForLogin(laptop.go(two.url("/cart")))).isTrue();
            assertThat(other.go(strict.url("/cart")).text("#account-link")).isEqualTo("bob");
        }
    }

    @Test
    void a_wrong_password_is_told() {
        try (BrowserWindow window = TestServers.chromium().open().go(two.url("/account"))) {
            window.type("#username", "ada").type("#password", "coffee").click("#login");
            assertThat(window.text("#problem")).isEqualTo("The name or the password is wrong.");
            assertThat(logIn(window, "ada").text("h1")).isEqualTo("Where you are logged in");
        }
    }
}
