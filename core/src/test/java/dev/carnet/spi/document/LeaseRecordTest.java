package dev.carnet.spi.document;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.carnet.error.SessionDataException;
import dev.carnet.error.SessionStoreException;
import dev.carnet.error.StoreUnreachableException;
import dev.carnet.memory.MemorySessionStore;
import dev.carnet.spi.SessionRecord;
import dev.carnet.spi.decorate.ForwardingSessionStore;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.time.Instant;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A storage that refuses the record of a claim lets every process sweep, and each says so once. */
class LeaseRecordTest {
    private static final Instant NOW = Instant.parse("2026-11-30T08:00:00Z");

    static Stream<Named<BooleanSupplier>> refusals() {
        return Stream.of(
                Named.of("without a word", () -> false),
                Named.of("by a failure", () -> {
                    throw new SessionStoreException("a constraint", null);
                }),
                Named.of("for its data", () -> {
                    throw new SessionDataException("a constraint");
                }));
    }

    private static LeaseRecord lease(BooleanSupplier creation) {
        ForwardingSessionStore store = new ForwardingSessionStore(new MemorySessionStore()) {
            @Override
            public boolean create(SessionRecord session) {
                return creation.getAsBoolean();
            }
        };
        return new LeaseRecord(store, "Memory");
    }

    private static boolean claims(LeaseRecord lease, String sweeper) {
        return lease.claim("", sweeper, NOW, NOW.plusSeconds(60));
    }

    @ParameterizedTest
    @MethodSource("refusals")
    void a_refused_record_lets_all_sweep_and_is_told_once(BooleanSupplier creation) {
        PrintStream usual = System.err;
        ByteArrayOutputStream told = new ByteArrayOutputStream();
        System.setErr(new PrintStream(told, true, UTF_8));
        try {
            LeaseRecord lease = lease(creation);
            assertThat(claims(lease, "s.one")).isTrue();
            assertThat(claims(lease, "s.two")).isTrue();
        } finally {
            System.setErr(usual);
        }
        assertThat(told.toString(UTF_8).lines())
                .singleElement()
                .satisfies(line -> assertThat(line).contains("so every process sweeps"));
    }

    @Test
    void an_outage_is_no_refusal() {
        LeaseRecord lease = lease(() -> {
            throw new StoreUnreachableException("no answer", null);
        });

        assertThatThrownBy(() -> claims(lease, "s.one")).isInstanceOf(StoreUnreachableException.class);
    }
}
