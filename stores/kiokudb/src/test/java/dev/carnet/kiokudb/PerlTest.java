package dev.carnet.kiokudb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.carnet.Session;
import dev.carnet.SessionEngine;
import dev.carnet.SessionId;
import dev.carnet.testkit.SettableClock;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Perl's own KiokuDB on the same database, where it is installed. */
@Timeout(120)
class PerlTest {
    @TempDir
    private Path directory;

    private record Run(int code, List<String> lines) {}

    private static Run perl(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("perl"));
        command.addAll(List.of(arguments));
        Process perl = new ProcessBuilder(command).redirectErrorStream(true).start();
        List<String> lines = perl.inputReader(StandardCharsets.UTF_8).lines().toList();
        return new Run(perl.waitFor(), lines);
    }

    private static String script(String name) {
        try {
            return Path.of(PerlTest.class.getResource("/perl/" + name).toURI()).toString();
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    @BeforeEach
    void needsKiokuDb() throws InterruptedException {
        boolean isThere;
        try {
            isThere = perl("-MKiokuDB", "-MKiokuDB::Backend::DBI", "-MDBD::SQLite", "-e", "1")
                            .code()
                    == 0;
        } catch (IOException noPerl) {
            isThere = false;
        }
        assumeTrue(
                isThere,
                "Perl's KiokuDB is not installed; Debian has it as libkiokudb-perl, libkiokudb-backend-dbi-perl and"
                        + " libdbd-sqlite3-perl");
    }

    private Path file() {
        return directory.resolve("kioku.db");
    }

    private static Session odd(SessionEngine engine) {
        Map<String, Object> friend = new HashMap<>(Map.of("name", "bob"));
        Map<String, Object> ring = new HashMap<>();
        ring.put("next", new HashMap<>(Map.of("next", ring)));
        return Engines.stored(
                engine,
                Map.of(
                        "user",
                        "zoë",
                        "long",
                        41L,
                        "a",
                        new HashMap<>(Map.of("friend", friend)),
                        "b",
                        new ArrayList<>(List.of(friend)),
                        "ring",
                        ring,
                        "odd",
                        Map.of("$ref", "1", "id", "2", "data", "3", "public::x", "4", "__CLASS__", "5")));
    }

    @Test
    void perl_reads_what_carnet_wrote_and_carnet_what_perl_changed() throws Exception {
        DbiPlace place = DbiPlace.sqlite(directory);
        SettableClock clock = new SettableClock();
        try (SessionEngine engine = Engines.on(place.open(), clock)) {
            Session session = odd(engine);

            Run run = perl(script("read.pl"), file().toString(), session.id().value());

            assertThat(run.lines())
                    .containsExactly(
                            "class Dancer::Session::KiokuDB",
                            "id own",
                            "names a b id long odd ring user",
                            "user zoë",
                            "long 42",
                            "friend one bob",
                            "ring closed",
                            "odd $ref=1 __CLASS__=5 data=3 id=2 public::x=4",
                            "changed");
            assertThat(run.code()).isZero();
            Session changed = engine.retrieve(session.id()).orElseThrow();
            assertThat(changed.names()).containsExactlyInAnyOrder("a", "b", "long", "odd", "perl", "ring", "user");
            Object friend = Engines.map(changed.get("a")).get("friend");
            assertThat(friend)
                    .isEqualTo(Map.of("name", "rob"))
                    .isSameAs(Engines.list(changed.get("b")).get(0))
                    .isSameAs(Engines.list(changed.get("perl")).get(0));
            assertThat(changed.get("odd"))
                    .isEqualTo(Map.of("$ref", "1", "id", "2", "data", "3", "public::x", "4", "__CLASS__", "5"));

            Engines.map(friend).put("name", "tom");
            engine.flush(changed);
            assertThat(perl(script("read.pl"), file().toString(), session.id().value())
                            .lines())
                    .contains("friend one tom", "ring closed");

            engine.destroy(engine.retrieve(session.id()).orElseThrow());
            for (int i = 0; i < 2; i++) { // Perl leaves behind what it has moved into another entry
                clock.advance(Orphans.GRACE);
                engine.sweep();
            }
            assertThat(place.sql("SELECT id FROM entries")).isEmpty();
        }
    }

    @Test
    void carnet_reads_what_perl_wrote_and_perl_what_carnet_changed() throws Exception {
        DbiPlace place = DbiPlace.sqlite(directory);
        place.open().close();
        assertThat(perl(script("write.pl"), file().toString()).lines()).isEmpty();
        try (SessionEngine engine = Engines.on(place.open())) {
            Session one = engine.retrieve(SessionId.of("session-number-one")).orElseThrow();
            Map<String, Object> friend = Engines.map(Engines.map(one.get("a")).get("friend"));
            assertThat(friend)
                    .isEqualTo(Map.of("name", "böb", "born", 0))
                    .isSameAs(Engines.list(one.get("b")).get(0));
            friend.put("name", "ada");
            one.put("long", 1L);
            one.put("odd", Map.of("id", 1));
            engine.flush(one);

            Run run = perl(script("read.pl"), file().toString(), "session-number-one");

            assertThat(run.lines())
                    .contains("id own", "friend one ada", "ring closed", "long 2", "odd id=1", "changed");
            engine.sessions().revokeAll();
            assertThat(place.sql("SELECT id FROM entries")).isEmpty();
        }
    }
}
