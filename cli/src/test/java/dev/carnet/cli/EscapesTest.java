package dev.carnet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.carnet.cli.terminal.FixedScreen;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever users and other programs have stored, no command passes it on to the terminal as it is. */
class EscapesTest {
    private static final String EVIL = "\u001B]0;owned\u0007\u009B2J\u202E";

    @TempDir
    private Path directory;

    private Prompt prompt;
    private String handle;

    @BeforeEach
    void store() {
        DemoDatabase database = DemoDatabase.in(directory);
        handle = database.session(Instant.now(), session -> {
            session.setPrincipal("eve" + EVIL);
            session.put("name" + EVIL, "value" + EVIL);
            session.put("list", List.of(EVIL, Map.of(EVIL, EVIL)));
        });
        String strange = database.session("bob", Instant.now());
        database.sql("UPDATE sessions SET handle = ? WHERE handle = ?", "s." + EVIL, strange);
        String unreadable = database.session("bob", Instant.now());
        database.sql("UPDATE sessions SET id = ? WHERE handle = ?", EVIL.repeat(20), unreadable);
        String expired = database.session("bob" + EVIL, Instant.now().minus(Duration.ofDays(9)));
        assertThat(expired).isNotEmpty();
        prompt = Prompt.in(directory)
                .with("NO_COLOR", "1")
                .on(FixedScreen.terminal(80))
                .answering("n");
    }

    private List<Prompt.Result> everyCommand() throws IOException {
        List<Prompt.Result> results = new ArrayList<>();
        for (String[] each : new String[][] {
            {"list", "--all"},
            {"list", "--json"},
            {"list", "--sort", "user", "--user", "eve" + EVIL},
            {"list", "--where", "name" + EVIL + "=value" + EVIL},
            {"list", "--unreadable"},
            {"list", "--unreadable", "--json"},
            {"stats"},
            {"stats", "--json"},
            {"show", handle},
            {"show", "--json", handle},
            {"show", EVIL},
            {"watch", "--looks", "1"},
            {"check"},
            {"check", "--config", EVIL + ".yml"},
            {"export", "copy.ndjson"},
            {"export", "-"},
            {"export", "--no-keys", "-"},
            {"import", "copy.ndjson"},
            {"import", EVIL},
            {"revoke", "--dry-run", "--user", "eve" + EVIL},
            {"revoke", EVIL},
            {"revoke", "--all"},
            {"sweep", "--dry-run"},
            {"migrate"},
            {"bench", "--config", EVIL},
            {EVIL},
            {"list", "--" + EVIL},
            {"list", "--idle", EVIL},
            {"erase", "--user", "eve" + EVIL},
        }) {
            results.add(prompt.run(each));
        }
        Path copy = directory.resolve("copy.ndjson");
        Files.writeString(copy, Files.readString(copy).replace("\"handle\":\"s.", "\"handle\":\"" + EVIL));
        results.add(prompt.run("import", "copy.ndjson"));
        return results;
    }

    @Test
    void nothing_that_was_stored_or_typed_drives_the_terminal() throws IOException {
        assertThat(everyCommand()).allSatisfy(each -> {
            assertThat(each.out()).doesNotContain("\u001B", "\u0007", "\u009B", "\u202E");
            assertThat(each.err()).doesNotContain("\u001B", "\u0007", "\u009B", "\u202E");
        });
    }
}
