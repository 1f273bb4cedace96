package com.example.shop;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import com.jayway.jsonpath.JsonPath;
import dev.carnet.audit.AuditTrail;
import dev.carnet.testservers.RedisServer;
import dev.carnet.testservers.TestServers;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.slf4j.LoggerFactory;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** What an operator asks of a running application: is its session store there, who is logged in, end that session. */
@ExtendWith(OutputCaptureExtension.class)
class OperatorsTest {
    private static final List<String> FORM =
            List.of("id", "attributeNames", "creationTime", "lastAccessedTime", "maxInactiveInterval", "expired");

    /** Gives whether a session's id ends it too; otherwise it is refused. */
    private static boolean theActuatorListsShowsAndEndsSessions(ClassLoader loader, CapturedOutput logged) {
        ListAppender<ILoggingEvent> audit = new ListAppender<>();
        audit.start();
        Place place = Place.memory().with("management.endpoints.web.exposure.include", "sessions");
        try (Node node = Node.start(Container.TOMCAT, place, loader)) {
            // only now: a start takes away what was there
            ((Logger) LoggerFactory.getLogger(AuditTrail.LOGGER)).addAppender(audit);
            Browser operator = new Browser(node);
            operator.login("ada", "secret");
            Browser user = new Browser(node);
            user.login("bob", "secret");
            user.post("/customer", Map.of("name", "Bob"));

            String found = operator.get("/actuator/sessions?username=bob").body();

            assertThat(operator.get("/actuator/sessions").statusCode()).isEqualTo(400);
            assertThat(operator.get("/actuator/sessions?username=nobody").body())
                    .isEqualTo("{\"sessions\":[]}");
            assertThat(JsonPath.<List<?>>read(found, "$.sessions")).hasSize(1);
            assertThat(JsonPath.<Boolean>read(found, "$.sessions[0].expired")).isFalse();
            assertThat(Instant.parse(JsonPath.read(found, "$.sessions[0].creationTime")))
                    .isBeforeOrEqualTo(Instant.parse(JsonPath.read(found, "$.sessions[0].lastAccessedTime")));
            assertThat(JsonPath.<Map<String, ?>>read(found, "$.sessions[0]")).containsOnlyKeys(FORM);
            assertThat(JsonPath.<List<String>>read(found, "$.sessions[0].attributeNames"))
                    .contains("customer", "SPRING_SECURITY_CONTEXT");
            assertThat(JsonPath.<Integer>read(found, "$.sessions[0].maxInactiveInterval"))
                    .isEqualTo(1800);
            String one = "/actuator/sessions/" + JsonPath.<String>read(found, "$.sessions[0].id");
            assertThat(one).doesNotContain(user.sessionId().orElseThrow());
            assertThat(JsonPath.<Map<String, ?>>read(operator.get(one).body(), "$"))
                    .containsOnlyKeys(FORM);
            assertThat(operator.delete(one).statusCode()).isEqualTo(204);
            assertThat(operator.delete(one).statusCode()).isEqualTo(204);
            assertThat(operator.get(one).statusCode()).isEqualTo(404);
            assertThat(user.get("/me").statusCode()).isEqualTo(302);
            assertThat(operator.get("/me").body()).isEqualTo("ada");
            Browser other = new Browser(node);
            other.login("bob", "secret");
            String id = other.sessionId().orElseThrow();
            HttpResponse<String> byId = operator.delete("/actuator/sessions/" + id);
            boolean isEnded = other.get("/me").statusCode() == 302;
            assertThat(byId.statusCode()).isEqualTo(isEnded ? 204 : 400);
            assertThat(operator.get("/actuator/sessions/" + id).statusCode()).isEqualTo(isEnded ? 404 : 400);
            assertThat(logged.getAll()).doesNotContain(id);
            String handle = one.substring(one.lastIndexOf('/') + 1);
            String end = "via=actuator who=ada from=127.0.0.1 store=Memory action=revoke-one what=";
            assertThat(audit.list.stream().map(ILoggingEvent::getFormattedMessage))
                    .extracting(each -> each.replaceFirst("^at=\\S+ ", "").replaceFirst(" run=\\w+$", ""))
                    .containsExactly(
                            end + handle + " sessions=0 outcome=begun",
                            end + handle + " sessions=1 outcome=done",
                            end + handle + " sessions=0 outcome=begun",
                            end + handle + " sessions=0 outcome=done",
                            end + "\"by id\" sessions=0 outcome=begun",
                            end + "\"by id\" sessions=" + (isEnded ? "1 outcome=done" : "0 outcome=failed"));
            return isEnded;
        }
    }

    @Test
    void springBootsEndpointSeesTheEnginesSessions(CapturedOutput logged) {
        assertThat(theActuatorListsShowsAndEndsSessions(getClass().getClassLoader(), logged))
                .isTrue();
    }

    @Test
    void withoutSpringSessionCarnetsEndpointHasTheSameFormAndTakesHandlesOnly(CapturedOutput logged) {
        assertThat(theActuatorListsShowsAndEndsSessions(
                        new FilteredClassLoader("org.springframework.session"), logged))
                .isFalse();
    }

    @Test
    void theConsoleIsOneLineAwayAndOpenToTheRoleOnly() {
        Place place = Place.memory().with("carnet.console.enabled", "true").with("carnet.console.path", "/operators");
        try (Node node = Node.start(Container.TOMCAT, place)) {
            Browser user = new Browser(node);
            user.login("ada", "secret");
            Browser operator = new Browser(node);
            operator.login("bob", "secret");

            assertThat(new Browser(node).get("/operators/").statusCode()).isEqualTo(302);
            assertThat(user.get("/operators/sessions").statusCode()).isEqualTo(403);
            String page = operator.get("/operators/sessions?user=ada").body();
            assertThat(page).contains("End all sessions of this user").contains("name=\"_csrf\"");
            assertThat(page).doesNotContain(user.sessionId().orElseThrow());

            Map<String, String> form = Map.of("csrf", field(page, "csrf"), "what", "user", "user", "ada");
            assertThat(operator.postAs("/operators/end", form, "forged").statusCode())
                    .isEqualTo(403);
            assertThat(user.get("/me").body()).isEqualTo("ada");
            assertThat(operator.postAs("/operators/end", form, field(page, "_csrf")).statusCode())
                    .isEqualTo(303);
            assertThat(user.get("/me").statusCode()).isEqualTo(302);
        }
    }

    private static String field(String page, String name) {
        String before = "name=\"" + name + "\" value=\"";
        int from = page.indexOf(before) + before.length();
        return page.substring(from, page.indexOf('"', from));
    }

    @Test
    void aStoreThatIsDownTakesTheServerOutOfServiceAndDoesNotRestartIt() throws Exception {
        try (RedisServer redis = RedisServer.start(TestServers.directory(), "appendonly yes", "appendfsync always")) {
            Place place = Place.redis(redis)
                    .with("management.endpoint.health.probes.enabled", "true")
                    .with("management.endpoint.health.group.readiness.include", "readinessState,carnet")
                    .with("management.endpoint.health.group.readiness.show-components", "always");
            try (Node node = Node.start(Container.TOMCAT, place)) {
                Browser probe = new Browser(node);
                assertThat(probe.get("/actuator/health/readiness").statusCode()).isEqualTo(200);

                redis.kill();
                assertThat(probe.get("/actuator/health/readiness").statusCode()).isEqualTo(503);
                assertThat(JsonPath.<String>read(
                                probe.get("/actuator/health/readiness").body(), "$.components.carnet.status"))
                        .isEqualTo("DOWN");
                assertThat(probe.get("/actuator/health/liveness").statusCode()).isEqualTo(200);

                redis.revive();
                assertThat(probe.get("/actuator/health/readiness").statusCode()).isEqualTo(200);
            }
        }
    }
}
