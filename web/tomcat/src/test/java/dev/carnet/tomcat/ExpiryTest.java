package dev.carnet.tomcat;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Sessions that expire: told once in the cluster, with the attributes readable. */
class ExpiryTest {
    private static volatile Instant now = Instant.parse("2030-01-01T00:00:00Z");
    private static TomcatNode one;
    private static TomcatNode two;

    private final Visitor visitor = new Visitor();

    @BeforeAll
    static void start() throws Exception {
        InstantSource clock = () -> now;
        String sqlite = TomcatNode.sqlite() + "\nsweep_interval: 0\n";
        one = TomcatNode.started(sqlite, clock);
        two = TomcatNode.started(sqlite, clock);
    }

    @AfterAll
    static void stop() throws Exception {
        one.close();
        two.close();
    }

    private void expireCart() {
        visitor.get(one, "/do/put?name=user&value=ada");
        visitor.get(one, "/do/cart?name=tea");
        one.takeTold();
        two.takeTold();
        now = now.plus(Duration.ofHours(1));
    }

    @Test
    void listeners_and_values_are_told_once_by_the_sweep() {
        expireCart();

        one.engine().sweep();
        two.engine().sweep();

        List<String> told = new ArrayList<>(one.takeTold());
        told.addAll(two.takeTold());
        assertThat(told).containsExactly("destroyed ada", "unbound cart[tea]");
        assertThat(visitor.get(two, "/do/session")).isEqualTo("none");
    }

    @Test
    void so_they_are_by_a_request_that_comes_upon_it() {
        expireCart();

        assertThat(visitor.get(two, "/do/session")).isEqualTo("none");
        one.engine().sweep();

        assertThat(two.takeTold()).containsExactly("destroyed ada", "unbound cart[tea]");
        assertThat(one.takeTold()).isEmpty();
    }

    @Test
    void the_applications_own_timeout_counts() {
        visitor.get(one, "/do/begin");
        now = now.plus(Duration.ofMinutes(19));
        assertThat(visitor.get(one, "/do/session")).startsWith("id ");
        now = now.plus(Duration.ofMinutes(24));

        assertThat(visitor.get(one, "/do/session")).isEqualTo("none");
    }
}
