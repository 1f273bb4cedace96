package dev.carnet.tomcat;

import static org.assertj.core.api.Assertions.assertThat;

import dev.carnet.config.CarnetConfig;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import org.apache.catalina.Context;
import org.apache.catalina.LifecycleState;
import org.junit.jupiter.api.Test;

/** What happens when applications come and go. */
class DeploymentTest {
    private static final int REDEPLOYMENTS = 20;

    private static CarnetManager manager(String yaml) {
        CarnetManager manager = new CarnetManager();
        manager.configure(CarnetConfig.parse("test", yaml));
        return manager;
    }

    @Test
    void a_visitor_stays_with_the_version_that_he_began_with() throws Exception {
        String sqlite = Node.sqlite();
        try (Node node = Node.started(sqlite)) {
            Visitor early = new Visitor();
            early.get(node, "/do/put?name=user&value=ada");
            CarnetManager second = manager(sqlite);
            Context next = Node.shop(node.tomcat(), "/shop##2", Node.war(), second);
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
    void an_application_whose_sessions_cannot_be_kept_does_not_start() throws Exception {
        try (Node node = Node.of()) {
            node.manager().setConfig("no-such-file.yml");
            node.start();

            assertThat(node.context().getState()).isNotEqualTo(LifecycleState.STARTED);
        }
    }

    @Test
    void a_login_that_keeps_passwords_does_not_start() throws Exception {
        try (Node node = Node.of()) {
            node.manager().configure(CarnetConfig.parse("test", "session: Memory"));
            node.context().getPipeline().addValve(Node.withoutCache());
            node.start();

            assertThat(node.context().getState()).isNotEqualTo(LifecycleState.STARTED);
        }
    }

    @Test
    void redeployments_leave_no_class_loader() throws Exception {
        String sqlite = Node.sqlite();
        List<WeakReference<ClassLoader>> loaders = new ArrayList<>();
        try (Node node = Node.started(sqlite)) {
            for (int i = 0; i < REDEPLOYMENTS; i++) {
                Visitor visitor = new Visitor();
                assertThat(visitor.get(node, "/do/cart?name=tea")).isEqualTo("[tea]");
                assertThat(visitor.get(node, "/do/cart?name=jam")).isEqualTo("[tea, jam]");
                loaders.add(new WeakReference<>(node.context().getLoader().getClassLoader()));
                node.context().reload();
            }

            assertThat(alive(loaders)).isZero();
        }
    }

    /** How many are left when the collector has run as often as it takes. */
    private static long alive(List<WeakReference<ClassLoader>> loaders) throws InterruptedException {
        long alive = loaders.size();
        for (int i = 0; i < 20 && alive > 0; i++) {
            System.gc();
            Thread.sleep(50);
            alive = loaders.stream().filter(each -> each.get() != null).count();
        }
        return alive;
    }
}
