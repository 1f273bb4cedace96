package dev.carnet.dancer.kioku;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.carnet.Session;
import dev.carnet.SessionEngine;
import dev.carnet.SessionId;
import dev.carnet.config.CarnetConfig;
import dev.carnet.dancer.Perl;
import dev.carnet.dancer.PerlPage;
import dev.carnet.testkit.SettableClock;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** KiokuDB drops the bookkeeping of an entry that Perl writes: a session that Perl uses has no expiry until Java uses it. */
class KiokuUsedByPerlTest {
    @TempDir
    Path directory;

    @ParameterizedTest
    @ValueSource(strings = {"json", "storable", "yaml"})
    void a_session_used_through_perl_alone_for_three_idle_limits_lives_on(String serializer) {
        assumeTrue(Boolean.getBoolean("carnet.test.full") || serializer.equals("storable"), "one of three; -Pfull");
        Perl.assumeModules("libkiokudb-perl, libkiokudb-backend-dbi-perl", "KiokuDB", "KiokuDB::Backend::DBI");
        String dsn = "dbi:SQLite:dbname=" + directory.resolve("kioku.db");
        PerlPage perl = PerlPage.dancer1("{\"session\":\"KiokuDB\",\"kiokudb_backend_opts\":{\"dsn\":\"" + dsn
                + "\",\"serializer\":\"" + serializer + "\"}}");
        CarnetConfig config = CarnetConfig.parse(
                "config.yml",
                "session: KiokuDB\nkiokudb_backend: DBI\nkiokudb_backend_opts: {dsn: '" + dsn + "', serializer: "
                        + serializer + "}\nsession_duration: 1 hour\ndancer: share\n",
                name -> null);
        SettableClock clock = new SettableClock();
        try (SessionEngine engine = config.open(more -> more.clock(clock))) {
            Session session = engine.create();
            session.put("user", "ada");
            engine.flush(session);
            String id = session.id().value();

            perl.get("/count", id);
            assertThat(isFoundByItsHandle(id, engine)).isTrue();
            clock.advance(Duration.ofHours(3));
            engine.sweep();

            assertThat(perl.get("/who", id).text()).isEqualTo("200 ada");
            assertThat(engine.retrieve(SessionId.of(id)).orElseThrow().get("count"))
                    .isEqualTo(1);
            engine.update(SessionId.of(id), again -> again.put("java", true));
            assertThat(isFoundByItsHandle(id, engine)).isTrue();
            clock.advance(Duration.ofHours(3));
            assertThat(engine.retrieve(SessionId.of(id))).isEmpty();
        }
    }

    /** The index still has the handle from before Perl's write. */
    private static boolean isFoundByItsHandle(String id, SessionEngine engine) {
        String handle = engine.retrieve(SessionId.of(id)).orElseThrow().handle();
        return engine.sessions().find(handle).isPresent();
    }
}
