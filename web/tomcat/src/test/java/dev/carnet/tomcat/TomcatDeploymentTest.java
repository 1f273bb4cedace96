package dev.carnet.tomcat;

import static org.assertj.core.api.Assertions.assertThat;

import dev.carnet.config.CarnetConfig;
import dev.carnet.containertests.Browser;
import dev.carnet.containertests.Loaders;
import dev.carnet.containertests.WatchedStore;
import dev.carnet.error.SessionStoreException;
import dev.carnet.spi.SessionKey;
import dev.carnet.spi.SessionRecord;
import dev.carnet.spi.SessionStore;
import dev.carnet.spi.decorate.ForwardingSessionStore;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.catalina.Context;
import org.apache.catalina.LifecycleState;
import org.apache.catalina.core.StandardHost;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What happens when applications come and go. */
class TomcatDeploymentTest {
    private static final int REDEPLOYMENTS = 20;

    private static CarnetManager manager(String yaml) {
        CarnetManager manager = new CarnetManager();
        manager.configure(CarnetConfig.parse("test", yaml));
        return manager;
    }

    @Test
    void a_visitor_stays_with_the_version_that_he_began_with() throws Exception {
        String sqlite = TomcatNode.sqlite();
        try (TomcatNode node = TomcatNode.started(sqlite)) {
            Visitor early = new Visitor();
            early.get(node, "/do/put?name=user&value=ada");
            CarnetManager second = manager(sqlite);
            Context next = TomcatNode.shop(node.tomcat(), "/shop##2", TomcatNode.war(), second);
            Visitor late = new Visitor();
            late.get(node, "/do/put?name=user&value=bob");

            assertThat(next.getState()).isEqualTo(LifecycleState.STARTED);
            assertThat(early.get(node, "/do/get?name=user")).isEqualTo("ada");
            assertThat(late.get(node, "/do/get?name=user")).isEqualTo("bob");
            assertThat(node.manager().getActiveSessions()).isEqualTo(1);
            assertThat(second.getActiveSessions()).isEqualTo(1);
            assertThat(second.engine().options().scope()).isEqualTo("shop##2");
        }
    }

    @Test
    void to_choose_between_versions_costs_a_second_read() throws Exception {
        String sqlite = TomcatNode.sqlite();
        try (TomcatNode node = TomcatNode.started(sqlite)) {
            WatchedStore second = new WatchedStore();
            CarnetManager manager = manager(sqlite);
            manager.customize(engine -> engine.decorate(second::around));
            Visitor early = new Visitor();
            early.get(node, "/do/put?name=user&value=ada");
            TomcatNode.shop(node.tomcat(), "/shop##2", TomcatNode.war(), manager);
            node.store().calls();
            second.calls();

            assertThat(early.get(node, "/do/get?name=user")).isEqualTo("ada");

            assertThat(node.store().calls()).containsExactly("find", "find");
            assertThat(second.calls()).containsExactly("find");
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void an_outage_while_tomcat_chooses_a_version_is_no_new_session(boolean lasts) throws Exception {
        String sqlite = TomcatNode.sqlite();
        try (TomcatNode node = TomcatNode.started(sqlite)) {
            AtomicInteger left = new AtomicInteger();
            CarnetManager manager = manager(sqlite);
            manager.customize(engine -> engine.decorate(store -> failing(store, left)));
            Visitor early = new Visitor();
            early.get(node, "/do/put?name=user&value=ada");
            TomcatNode.shop(node.tomcat(), "/shop##2", TomcatNode.war(), manager);
            node.store().breakDown("find");
            left.set(lasts ? Integer.MAX_VALUE : 1);

            Browser.Reply reply = early.reply(node, "/do/put?name=user&value=eve");

            assertThat(reply.status()).isEqualTo(503);
            assertThat(reply.header("retry-after")).isEqualTo("5");
            assertThat(reply.setCookies()).isEmpty();
            node.store().breakDown();
            left.set(0);
            assertThat(early.get(node, "/do/get?name=user")).isEqualTo("ada");
        }
    }

    /** Fails so many look-ups. */
    private static SessionStore failing(SessionStore store, AtomicInteger left) {
        return new ForwardingSessionStore(store) {
            @Override
            public Optional<SessionRecord> find(SessionKey key) {
                if (left.getAndUpdate(each -> Math.max(0, each - 1)) > 0) {
                    throw new SessionStoreException("the store is out of order, as the test wants it", null);
                }
                return super.find(key);
            }
        };
    }

    @Test
    void the_same_application_at_another_host_has_sessions_of_its_own() throws Exception {
        String sqlite = TomcatNode.sqlite();
        try (TomcatNode node = TomcatNode.started(sqlite)) {
            StandardHost other = new StandardHost();
            // Tomcat's default host is "localhost".
            other.setName("127.0.0.1");
            node.tomcat().getEngine().addChild(other);
            CarnetManager second = manager(sqlite);
            Context club = TomcatNode.shop(other, "/shop", TomcatNode.war(), second);
            Visitor visitor = new Visitor().calling("localhost");
            Visitor member = new Visitor();
            visitor.get(node, "/do/put?name=user&value=ada");
            member.get(node, "/do/put?name=user&value=bob");

            assertThat(club.getState()).isEqualTo(LifecycleState.STARTED);
            assertThat(second.engine().options().scope()).isEqualTo("127.0.0.1/shop");
            assertThat(visitor.get(node, "/do/get?name=user")).isEqualTo("ada");
            assertThat(member.get(node, "/do/get?name=user")).isEqualTo("bob");
            assertThat(visitor.copy().calling("127.0.0.1").get(node, "/do/session"))
                    .isEqualTo("none");
            assertThat(node.manager().getActiveSessions()).isEqualTo(1);
            assertThat(second.getActiveSessions()).isEqualTo(1);

            node.tomcat().getEngine().removeChild(other);
            assertThat(visitor.get(node, "/do/put?name=user&value=eve")).isEqualTo("put");
            assertThat(visitor.get(node, "/do/get?name=user")).isEqualTo("eve");
        }
    }

    @Test
    void an_application_whose_sessions_cannot_be_kept_does_not_start() throws Exception {
        try (TomcatNode node = TomcatNode.of()) {
            node.manager().setConfig("no-such-file.yml");
            node.start();

            assertThat(node.context().getState()).isNotEqualTo(LifecycleState.STARTED);
        }
    }

    @Test
    void a_login_that_keeps_passwords_does_not_start() throws Exception {
        try (TomcatNode node = TomcatNode.of()) {
            node.manager().configure(CarnetConfig.parse("test", "session: Memory"));
            node.context().getPipeline().addValve(TomcatNode.withoutCache());
            node.start();

            assertThat(node.context().getState()).isNotEqualTo(LifecycleState.STARTED);
        }
    }

    @Test
    void redeployments_leave_no_class_loader() throws Exception {
        String sqlite = TomcatNode.sqlite();
        Loaders loaders = new Loaders();
        try (TomcatNode node = TomcatNode.started(sqlite)) {
            for (int i = 0; i < REDEPLOYMENTS; i++) {
                Visitor visitor = new Visitor();
                assertThat(visitor.get(node, "/do/cart?name=tea")).isEqualTo("[tea]");
                assertThat(visitor.get(node, "/do/cart?name=jam")).isEqualTo("[tea, jam]");
                loaders.add(node.context().getLoader().getClassLoader());
                node.context().reload();
            }

            assertThat(loaders.alive()).isZero();
        }
    }
}
