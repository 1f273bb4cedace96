package dev.carnet.dancer.share;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.carnet.Session;
import dev.carnet.SessionEngine;
import dev.carnet.SessionId;
import dev.carnet.options.SessionOptions;
import dev.carnet.spi.SessionHeader;
import dev.carnet.spi.SessionKey;
import dev.carnet.spi.SessionStore;
import dev.carnet.testkit.SettableClock;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Perl copies the bookkeeping back as it was, so only the values tell that a session is in use. */
class SharedUsedByPerlTest {
    private static final Duration IDLE = Duration.ofHours(1);
    private static final Duration LESS = Duration.ofMinutes(50);

    private static final SessionKey PERLS = new SessionKey("275641995096685711621170429661731047");

    @TempDir
    Path directory;

    private final SettableClock clock = new SettableClock();

    /** A session of Java's in the store of an engine of Perl's. */
    private final class Used implements AutoCloseable {
        private final PerlsStore store;
        private final SessionEngine engine;
        private final SessionId id;

        Used(PerlsStore.Engine kind) {
            store = PerlsStore.of(kind, directory);
            engine = SessionEngine.builder(store.open(IDLE, clock))
                    .options(SessionOptions.builder()
                            .maxIdle(IDLE)
                            .hashIds(false)
                            .sweepInterval(null)
                            .build())
                    .clock(clock)
                    .build();
            Session session = engine.create();
            session.put("n", 0);
            session.setPrincipal("ada");
            engine.flush(session);
            id = session.id();
        }

        private SessionKey key() {
            return new SessionKey(id.value());
        }

        void perlWrites(int n) {
            store.perlWrites(key(), n, clock.instant().plus(IDLE));
        }

        boolean isStored() {
            return store.holds(key());
        }

        @Override
        public void close() throws Exception {
            engine.close();
            store.close();
        }
    }

    @ParameterizedTest
    @EnumSource
    void a_session_used_through_perl_alone_for_three_idle_limits_lives_on(PerlsStore.Engine kind) throws Exception {
        try (Used used = new Used(kind)) {
            for (int n = 1; n <= 4; n++) {
                clock.advance(LESS);
                used.perlWrites(n);
                used.engine.sweep();
            }

            Session session = used.engine.retrieve(used.id).orElseThrow();
            assertThat(session.get("n")).isEqualTo(4);
            assertThat(session.principal()).isEqualTo("ada");
        }
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "REDIS") // whose server ends it
    void it_ends_an_idle_limit_after_the_last_use_was_noticed(PerlsStore.Engine kind) throws Exception {
        try (Used used = new Used(kind)) {
            clock.advance(LESS);
            used.perlWrites(1);
            used.engine.sweep();
            clock.advance(LESS);
            used.engine.sweep();
            assertThat(used.isStored()).isTrue();

            clock.advance(Duration.ofMinutes(30));
            used.engine.sweep();

            assertThat(used.isStored()).isFalse();
        }
    }

    @ParameterizedTest
    @EnumSource
    void what_nobody_used_ends(PerlsStore.Engine kind) throws Exception {
        try (Used used = new Used(kind)) {
            clock.advance(IDLE.multipliedBy(2));

            assertThat(used.engine.retrieve(used.id)).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource
    void java_goes_on_from_what_perl_wrote(PerlsStore.Engine kind) throws Exception {
        try (Used used = new Used(kind)) {
            Session before = used.engine.retrieve(used.id).orElseThrow();
            used.perlWrites(1);
            before.put("java", true);

            used.engine.flush(before);

            Session after = used.engine.retrieve(used.id).orElseThrow();
            assertThat(after.get("n")).isEqualTo(1);
            assertThat(after.get("java")).isEqualTo(true);
        }
    }

    private SessionEngine engine(PerlsStore store) {
        return SessionEngine.builder(store.open(IDLE, clock))
                .options(SessionOptions.builder()
                        .maxIdle(IDLE)
                        .hashIds(false)
                        .sweepInterval(null)
                        .build())
                .clock(clock)
                .build();
    }

    /** Which stands there as Perl wrote it, in UTF-8, while all that Java writes is ASCII. */
    @Test
    void text_of_perls_that_java_keeps_is_no_use_by_perl() throws Exception {
        String name = new String("h\u00e9llo".getBytes(UTF_8), ISO_8859_1);
        try (PerlsStore store = PerlsStore.of(PerlsStore.Engine.DBI, directory);
                SessionEngine engine = engine(store)) {
            store.records().insert(PERLS, "{\"id\":\"x\",\"name\":\"" + name + "\"}", clock.instant());
            engine.update(SessionId.of(PERLS.value()), session -> session.put("n", 1));
            assertThat(store.records().get(PERLS).orElseThrow().content()).contains("\"name\":\"" + name + "\"");

            clock.advance(IDLE.multipliedBy(2));

            assertThat(engine.retrieve(SessionId.of(PERLS.value()))).isEmpty();
        }
    }

    @Test
    void the_time_to_live_on_redis_tells_when_perl_used_a_session() throws Exception {
        try (PerlsStore store = PerlsStore.of(PerlsStore.Engine.REDIS, directory);
                SessionStore opened = store.open(IDLE, clock)) {
            String content = store.format().write(PERLS, Map.of("n", "1"), "");
            store.records().insert(PERLS, content, clock.instant().plus(LESS));

            SessionHeader header = opened.find(PERLS).orElseThrow().header();

            assertThat(header.isForeign()).isTrue();
            assertThat(header.lastAccessedAt())
                    .isBetween(
                            clock.instant().plus(LESS).minus(IDLE).minusSeconds(2),
                            clock.instant().plus(LESS).minus(IDLE).plusSeconds(2));
        }
    }
}
