package dev.carnet.tomcat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.carnet.containertests.Browser;
import dev.carnet.spi.SessionQuery;
import dev.carnet.web.Accessors;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Two nodes with one store. */
class ManagerTest {
    private static TomcatNode one;
    private static TomcatNode two;

    private final Visitor visitor = new Visitor();

    @BeforeAll
    static void start() throws Exception {
        String sqlite = TomcatNode.sqlite();
        one = TomcatNode.started(sqlite);
        two = TomcatNode.started(sqlite);
    }

    @AfterAll
    static void stop() throws Exception {
        one.close();
        two.close();
    }

    @Test
    void a_session_goes_on_at_the_other_node() {
        visitor.get(one, "/do/put?name=user&value=ada");

        assertThat(visitor.get(two, "/do/get?name=user")).isEqualTo("ada");
        assertThat(visitor.get(two, "/do/session")).isEqualTo("id " + visitor.id() + " new false");
    }

    @Test
    void a_session_that_is_begun_is_there_although_it_is_empty() {
        assertThat(visitor.get(one, "/do/begin")).isEqualTo("true");
        assertThat(visitor.get(two, "/do/begin")).isEqualTo("false");
    }

    @Test
    void what_is_changed_in_place_is_stored_and_its_class_is_the_applications() {
        assertThat(visitor.get(one, "/do/cart?name=tea")).isEqualTo("[tea]");
        assertThat(visitor.get(two, "/do/cart?name=cake")).isEqualTo("[tea, cake]");
        assertThat(visitor.get(one, "/do/cart?name=jam")).isEqualTo("[tea, cake, jam]");
    }

    @Test
    void parallel_requests_keep_their_attributes() throws Exception {
        visitor.get(one, "/do/begin");
        ExecutorService pool = Executors.newFixedThreadPool(8);
        try {
            List<Future<String>> all = IntStream.range(0, 8)
                    .mapToObj(i -> pool.submit(
                            () -> visitor.copy().get(i % 2 == 0 ? one : two, "/do/put?name=n" + i + "&value=" + i)))
                    .toList();
            for (Future<String> each : all) {
                assertThat(each.get()).isEqualTo("put");
            }
        } finally {
            pool.shutdownNow();
        }

        assertThat(visitor.get(one, "/do/names")).isEqualTo("[n0, n1, n2, n3, n4, n5, n6, n7]");
    }

    @Test
    void a_logout_ends_it_everywhere() {
        visitor.get(one, "/do/put?name=user&value=ada");
        Visitor elsewhere = visitor.copy();
        one.takeTold();

        assertThat(visitor.get(one, "/do/logout")).isEqualTo("bye");

        assertThat(elsewhere.get(two, "/do/session")).isEqualTo("none");
        assertThat(elsewhere.get(one, "/do/session")).isEqualTo("none");
        assertThat(one.takeTold()).containsExactly("destroyed ada");
    }

    @Test
    void an_old_id_is_dead_at_once() {
        visitor.get(one, "/do/put?name=user&value=ada");
        Visitor old = visitor.copy();
        one.takeTold();

        String renamed = visitor.get(one, "/do/rename");

        assertThat(visitor.id()).isEqualTo(renamed).isNotEqualTo(old.id());
        assertThat(old.get(two, "/do/session")).isEqualTo("none");
        assertThat(visitor.get(two, "/do/get?name=user")).isEqualTo("ada");
        assertThat(one.takeTold()).containsExactly("new id");
    }

    @Test
    void a_new_id_that_came_too_late_to_be_stored_is_not_told() throws Exception {
        visitor.get(one, "/do/put?name=user&value=ada");
        Visitor late = visitor.copy();
        ExecutorService pool = Executors.newSingleThreadExecutor();
        try {
            one.store().holdWrites();
            Future<Browser.Reply> reply = pool.submit(() -> late.reply(one, "/do/rename"));
            one.store().awaitWrite();
            visitor.get(two, "/do/rename");
            one.store().letWritesGo();

            assertThat(reply.get().status()).isEqualTo(200);
            assertThat(reply.get().setCookies()).isEmpty();
        } finally {
            one.store().letWritesGo();
            pool.shutdownNow();
        }
        assertThat(visitor.get(one, "/do/get?name=user")).isEqualTo("ada");
    }

    @Test
    void an_id_that_somebody_made_up_is_not_taken_over() {
        Visitor intruder = new Visitor().with("JSESSIONID", "A".repeat(40));

        assertThat(intruder.get(one, "/do/begin")).isEqualTo("true");
        assertThat(intruder.id()).isNotEqualTo("A".repeat(40));
    }

    @Test
    void a_request_costs_one_read_and_one_write() {
        visitor.get(one, "/do/begin");
        one.store().calls();

        visitor.get(one, "/do/put?name=user&value=ada");
        assertThat(one.store().calls()).containsExactly("find", "update");
        visitor.get(one, "/do/get?name=user");
        assertThat(one.store().calls()).containsExactly("find");
        new Visitor().get(one, "/do/session");
        new Visitor().get(one, "/static.txt");
        assertThat(one.store().calls()).isEmpty();
        new Visitor().get(one, "/do/put?name=user&value=ada");
        assertThat(one.store().calls()).containsExactly("create");
    }

    @Test
    void what_comes_after_the_first_byte_is_stored_too() {
        assertThat(visitor.get(one, "/do/flush")).isEqualTo("firstlast");

        assertThat(visitor.get(two, "/do/names")).isEqualTo("[flush, late]");
    }

    @Test
    void what_an_asynchronous_request_puts_is_stored() {
        assertThat(visitor.get(one, "/do/async")).isEqualTo("async true");

        assertThat(visitor.get(two, "/do/get?name=async")).isEqualTo("stored");
        assertThat(visitor.get(two, "/do/async")).isEqualTo("async false");
    }

    @Test
    void what_a_request_puts_before_its_error_is_stored() {
        Browser.Reply missing = visitor.reply(one, "/do/error");
        Browser.Reply broken = visitor.reply(one, "/do/throws");

        assertThat(missing.status()).isEqualTo(404);
        assertThat(broken.status()).isEqualTo(500);
        assertThat(broken.body()).contains("The shop has failed");
        assertThat(visitor.get(two, "/do/names")).isEqualTo("[error, throws]");
    }

    @Test
    void a_value_that_cannot_be_stored_is_refused_by_name() {
        assertThat(visitor.reply(one, "/do/refused").status()).isEqualTo(500);
        assertThat(visitor.get(one, "/do/names")).isEqualTo("[]");
    }

    @Test
    void listeners_are_told_once_with_the_value_before() {
        one.takeTold();
        visitor.get(one, "/do/put?name=user&value=ada");
        visitor.get(one, "/do/put?name=user&value=bob");

        assertThat(one.takeTold()).containsExactly("created", "replaced user=ada");
    }

    @Test
    void the_response_that_brings_the_cookie_is_nobody_elses() {
        Browser.Reply first = visitor.reply(one, "/do/begin");

        assertThat(first.setCookies())
                .singleElement()
                .asString()
                .startsWith("JSESSIONID=")
                .contains("; HttpOnly", "; SameSite=Lax");
        assertThat(first.header("cache-control")).isEqualTo("no-store");
        assertThat(visitor.reply(one, "/do/get?name=x").setCookies()).isEmpty();
    }

    @Test
    void the_store_holds_no_id() {
        visitor.get(one, "/do/put?name=user&value=ada");

        Stream<String> keys =
                one.engine().store().scan(SessionQuery.ALL.withAttributes(), null, 1000).sessions().stream()
                        .map(each -> each.header().key().value());
        assertThat(keys).doesNotContain(visitor.id()).isNotEmpty();
    }

    @Test
    void an_accessor_changes_a_session_outside_its_request() {
        assumeThat(Accessors.ARE_THERE).isTrue();
        visitor.get(one, "/do/put?name=user&value=ada");
        visitor.get(one, "/do/accessor");
        Visitor other = new Visitor();

        assertThat(other.get(one, "/do/access?name=late&value=1")).isEqualTo("accessed");

        assertThat(visitor.get(two, "/do/names")).isEqualTo("[late, user]");
        assertThat(other.get(two, "/do/names")).isEqualTo("[mine, too]");
    }

    @Test
    void an_access_that_is_not_stored_is_no_success() {
        assumeThat(Accessors.ARE_THERE).isTrue();
        visitor.get(one, "/do/put?name=user&value=ada");
        visitor.get(one, "/do/accessor");
        String id = visitor.id();
        visitor.get(one, "/do/logout");

        Browser.Reply reply = new Visitor().reply(one, "/do/access?name=late&value=1");

        assertThat(reply.status()).isEqualTo(500);
        assertThat(reply.body()).doesNotContain(id);
    }

    @Test
    void an_id_does_not_change_when_the_browser_cannot_be_told() {
        visitor.get(one, "/do/put?name=user&value=ada");

        assertThat(visitor.get(one, "/do/laterename")).isEqualTo("refused");

        assertThat(visitor.get(two, "/do/get?name=user")).isEqualTo("ada");
    }

    @Test
    void a_login_on_another_thread_is_the_requests() {
        visitor.get(one, "/do/begin");

        assertThat(visitor.get(one, "/do/asynclogin")).isEqualTo("ada");

        assertThat(visitor.get(two, "/do/who")).startsWith("ada true");
    }

    @Test
    void what_cannot_be_read_does_not_stand_in_the_way_of_a_logout() throws Exception {
        String sqlite = TomcatNode.sqlite();
        try (TomcatNode knows = TomcatNode.started(sqlite);
                TomcatNode knowsNot =
                        TomcatNode.started(sqlite + "on_unreadable: fail\n", InstantSource.system(), "")) {
            visitor.get(knows, "/do/cart?name=tea");

            assertThat(visitor.get(knowsNot, "/do/logout")).isEqualTo("bye");
            assertThat(visitor.get(knows, "/do/session")).isEqualTo("none");
        }
    }
}
