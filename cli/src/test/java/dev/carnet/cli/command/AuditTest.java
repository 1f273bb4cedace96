package dev.carnet.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.carnet.cli.DemoDatabase;
import dev.carnet.cli.Prompt;
import dev.carnet.cli.terminal.FixedScreen;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every action of an operator leaves a line before it and one after it, a look one alone, and no line an id, a key or a value. */
class AuditTest {
    private static final String SECRET = "a value of nobody's business";

    @TempDir
    private Path directory;

    private DemoDatabase database;
    private Prompt prompt;

    @BeforeEach
    void makeTheDatabase() {
        database = DemoDatabase.in(directory);
        prompt = Prompt.in(directory).with("CARNET_AUDIT_LOG", "audit.log");
    }

    private List<String> lines() throws IOException {
        return Files.readAllLines(directory.resolve("audit.log"));
    }

    private String session(String user) {
        return database.session(Instant.now(), session -> {
            session.setPrincipal(user);
            session.put("secret", SECRET);
        });
    }

    @Test
    void each_action_leaves_its_lines() throws IOException {
        String handle = session("ada");
        session("ada");
        session("bob");
        String key = prompt.run("show", "--json", handle).json().get("key").asString();

        prompt.run("list", "--where", "secret=" + SECRET);
        prompt.run("revoke", "--", key);
        prompt.run("revoke", "--user", "ada");
        prompt.run("export", "copy.ndjson");
        prompt.run("erase", "--user", "bob");
        prompt.run("import", "copy.ndjson");
        prompt.run("revoke", "--before", Instant.now().plusSeconds(60).toString(), "--yes");
        prompt.run("revoke", "--all", "--yes");
        prompt.run("sweep");

        assertThat(lines())
                .extracting(each -> each.replaceFirst("^at=\\S+ via=cli who=(\"[^\"]*\"|\\S+) from=\\S+ ", "")
                        .replaceFirst("since [^\"]*\"", "since ...\"")
                        .replaceFirst(" run=[0-9a-f]{12}$", ""))
                .containsExactly(
                        "store=JDBC action=look what=" + handle + " sessions=1 outcome=done",
                        "store=JDBC action=look what=\"where secret\" sessions=3 outcome=done",
                        "store=JDBC action=revoke-one what=\"by key\" sessions=0 outcome=begun",
                        "store=JDBC action=revoke-one what=\"by key\" sessions=1 outcome=done",
                        "store=JDBC action=revoke-user what=ada sessions=0 outcome=begun",
                        "store=JDBC action=revoke-user what=ada sessions=1 outcome=done",
                        "store=JDBC action=export what=\"\" sessions=0 outcome=begun",
                        "store=JDBC action=export what=\"\" sessions=1 outcome=done",
                        "store=JDBC action=erase what=bob sessions=0 outcome=begun",
                        "store=JDBC action=erase what=bob sessions=1 outcome=done",
                        "store=JDBC action=import what=\"\" sessions=0 outcome=begun",
                        "store=JDBC action=import what=\"\" sessions=1 outcome=done",
                        "store=JDBC action=revoke-query what=\"idle since ...\" sessions=0 outcome=begun",
                        "store=JDBC action=revoke-query what=\"idle since ...\" sessions=1 outcome=done",
                        "store=JDBC action=revoke-all what=\"\" sessions=0 outcome=begun",
                        "store=JDBC action=revoke-all what=\"\" sessions=0 outcome=done",
                        "store=JDBC action=sweep what=\"\" sessions=0 outcome=begun",
                        "store=JDBC action=sweep what=\"\" sessions=0 outcome=done");
        assertThat(String.join("", lines())).doesNotContain(key, SECRET);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(directory.resolve("audit.log"))))
                .isEqualTo("rw-------");
    }

    @Test
    void who_came_by_sudo_and_ssh_is_named() throws IOException {
        Prompt other = new Prompt(
                directory,
                "",
                Map.of("SUDO_USER", "ada", "SSH_CONNECTION", "10.1.2.3 5022 10.0.0.1 22"),
                FixedScreen.NONE,
                Instant.now());

        other.run("sweep", "--audit-log", "audit.log");

        assertThat(lines().get(0))
                .contains("who=\"ada as " + System.getProperty("user.name") + "\"")
                .contains(" for 10.1.2.3\"");
    }

    @Test
    void nothing_is_done_where_the_trail_cannot_be_left() {
        session("ada");

        Prompt.Result result = prompt.run("revoke", "--all", "--yes", "--audit-log", "missing/audit.log");

        assertThat(result.code()).isEqualTo(ExitCode.UNREACHABLE);
        assertThat(result.err()).contains("so nothing was done").contains("--audit-log");
        assertThat(prompt.run("list", "--json").json()).hasSize(1);
    }
}
