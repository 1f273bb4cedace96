package dev.carnet.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class AuditTrailTest {
    private static final Instant NOW = Instant.parse("2026-11-30T08:00:00.123456Z");

    private final List<AuditEvent> told = new ArrayList<>();
    private final AuditTrail trail = trail(List.of(told::add)).by("ada", "10.1.2.3");

    private static AuditTrail trail(List<AuditListener> listeners) {
        return new AuditTrail("console", "JDBC", InstantSource.fixed(NOW), listeners);
    }

    private String line() {
        return told.get(told.size() - 1).line();
    }

    @Test
    void an_action_is_told_with_who_what_how_many_and_from_where() {
        assertThat(trail.audit(AuditAction.REVOKE_USER, "bob", () -> 3)).isEqualTo(3);

        String begin =
                "at=2026-11-30T08:00:00.123Z via=console who=ada from=10.1.2.3 store=JDBC action=revoke-user what=bob";
        String run = told.get(0).run();
        assertThat(run).hasSize(12);
        assertThat(told)
                .extracting(AuditEvent::line)
                .containsExactly(
                        begin + " sessions=0 outcome=begun run=" + run, begin + " sessions=3 outcome=done run=" + run);
    }

    @Test
    void an_action_is_told_before_it_is_done_and_a_look_only_afterwards() {
        trail.audit(AuditAction.SWEEP, "", () -> {
            assertThat(told).extracting(AuditEvent::outcome).containsExactly(AuditOutcome.BEGUN);
            return 1;
        });
        told.clear();

        trail.audit(AuditAction.LOOK, "s.x", () -> 1);

        assertThat(told).extracting(AuditEvent::outcome).containsExactly(AuditOutcome.DONE);
    }

    @Test
    void what_cannot_be_recorded_is_not_done() {
        AuditTrail failing = trail(List.of(event -> {
            throw new IllegalStateException("disk full");
        }));

        assertThatThrownBy(() -> failing.audit(AuditAction.REVOKE_ALL, "", () -> {
                    throw new AssertionError("done all the same");
                }))
                .hasMessage("disk full");
    }

    @Test
    void a_failure_is_told_and_thrown() {
        assertThatThrownBy(() -> trail.audit(AuditAction.SWEEP, "", () -> {
                    throw new IllegalStateException("no store");
                }))
                .hasMessage("no store");

        assertThat(line()).contains("action=sweep what=\"\" sessions=0 outcome=failed run=");
    }

    @Test
    void a_name_cannot_forge_a_pair_or_a_line() {
        trail.record(AuditAction.ERASE, "bob\" outcome=failed\nat=2020 \\", 1, false);

        assertThat(line())
                .contains("what=\"bob\\\" outcome=failed\\u000Aat=2020 \\\\\" sessions=1")
                .doesNotContain("\n");
    }

    @Test
    void a_listener_that_fails_silences_neither_the_action_nor_the_others() {
        AuditTrail failing = trail(List.of(
                event -> {
                    throw new IllegalStateException("disk full");
                },
                told::add));

        assertThat(failing.audit(AuditAction.LOOK, "s.x", () -> 1)).isEqualTo(1);
        assertThat(line()).contains("who=unknown from=unknown");
    }
}
