package dev.carnet.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.carnet.benchmarks.contenders.ContenderPlace;
import dev.carnet.benchmarks.contenders.Places;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** That every contender still does what it is measured at. */
class ContenderTest {
    private static final Payload PAYLOAD = new Payload(200);

    @ParameterizedTest
    @EnumSource
    @EnabledIfSystemProperty(
            named = "carnet.test.full",
            matches = "true",
            disabledReason = "ComparisonTest runs every contender; -Pfull")
    void every_contender_keeps_a_session_through_one_of_each_request(Places where) throws Exception {
        try (ContenderPlace place = where.open()) {
            for (Contender each : place.contenders()) {
                if (each.isFilter()) {
                    try (RunningSite site = each.openPlain(PAYLOAD)) {
                        oneOfEach(each, site);
                    }
                }
                try (RunningSite site = each.openServer(PAYLOAD)) {
                    oneOfEach(each, site);
                }
            }
        }
    }

    private static void oneOfEach(Contender contender, RunningSite site) throws Exception {
        try (Client client = site.client()) {
            String begun = client.request(Operation.NEW, null).session();
            assertThat(begun).as(contender.name()).isNotNull();
            String written = client.request(Operation.CHANGE, begun).text();
            assertThat(client.request(Operation.READ, begun).text())
                    .as(contender.name())
                    .isEqualTo(written)
                    .hasSize(Payload.MARK);
            String renamed = client.request(Operation.RENAME, begun).session();
            assertThat(renamed).as(contender.name()).isNotNull().isNotEqualTo(begun);
            assertThat(client.request(Operation.READ, renamed).text())
                    .as(contender.name())
                    .isEqualTo(written);
            client.request(Operation.END, renamed);
            assertThat(client.request(Operation.READ, renamed).text())
                    .as(contender.name())
                    .isEqualTo(HttpAnswer.NONE);
        }
    }

    @Test
    void a_value_has_the_size_that_was_asked_for() {
        assertThat(PAYLOAD.value()).hasSize(20);
    }
}
