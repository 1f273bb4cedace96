package dev.carnet.cli.encryption;

import static org.assertj.core.api.Assertions.assertThat;

import dev.carnet.cli.DemoDatabase;
import dev.carnet.cli.Prompt;
import dev.carnet.cli.command.ExitCode;
import dev.carnet.encryption.EncryptionKeys;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReencryptCommandTest {
    @TempDir
    private Path directory;

    private DemoDatabase database;
    private Prompt prompt;

    @BeforeEach
    void makeTheDatabase() {
        database = DemoDatabase.in(directory);
        prompt = Prompt.in(directory);
    }

    private void configure(String encryption) throws IOException {
        Files.writeString(directory.resolve("carnet.yml"), """
                session: JDBC
                engines:
                  session:
                    JDBC:
                      url: jdbc:sqlite:%s
                """.formatted(directory.resolve("carnet.db")) + encryption);
    }

    private static String encryption(String key, String more) {
        return "encryption:\n  key: " + key + "\n" + more;
    }

    @Test
    void a_key_is_printed_alone_and_named_beside() {
        Prompt.Result result = prompt.run("key");

        String key = result.out().strip();
        assertThat(key).matches("[A-Za-z0-9_-]{43}");
        assertThat(result.err()).isEqualTo("carnet: this is key " + EncryptionKeys.numberOf(key) + " in messages\n");
        assertThat(prompt.run("key", "--help").out()).contains("key: ${CARNET_KEY}");
        assertThat(prompt.run("key").out()).isNotEqualTo(result.out());
    }

    @Test
    void a_store_with_sessions_is_encrypted_and_its_key_changed() throws IOException {
        database.session("ada", Instant.now());
        String handle = database.session("bob", Instant.now());
        String first = EncryptionKeys.newKey();
        String second = EncryptionKeys.newKey();

        configure(encryption(first, "  hide_users: true\n  accept_plain: true\n"));
        assertThat(prompt.run("reencrypt"))
                .isEqualTo(new Prompt.Result(ExitCode.DONE, "2 sessions encrypted, 0 sessions had been\n", ""));
        configure(encryption(second, "  hide_users: true\n  old_keys: [" + first + "]\n"));
        assertThat(prompt.run("reencrypt", "--page", "1", "--audit-log", "audit.log")
                        .out())
                .isEqualTo("2 sessions encrypted, 0 sessions had been\n");

        configure(encryption(second, "  hide_users: true\n"));
        assertThat(directory.resolve("audit.log"))
                .content()
                .contains("action=reencrypt what=\"\" sessions=2 outcome=done");
        assertThat(prompt.run("reencrypt").out()).isEqualTo("0 sessions encrypted, 2 sessions had been\n");
        assertThat(prompt.run("list", "--user", "bob").out()).contains(handle, "bob");
        assertThat(prompt.run("show", handle).out()).contains("stored", "true");
        assertThat(prompt.run("check").out()).contains("2 of 2 sessions checked can be decrypted");
    }

    @Test
    void what_no_key_decrypts_is_told_and_left() throws IOException {
        String lost = EncryptionKeys.newKey();
        configure(encryption(lost, "  accept_plain: true\n"));
        database.session("ada", Instant.now());
        prompt.run("reencrypt");

        configure(encryption(EncryptionKeys.newKey(), ""));
        Prompt.Result result = prompt.run("reencrypt");

        assertThat(result.code()).isEqualTo(ExitCode.NO);
        assertThat(result.err())
                .isEqualTo("carnet: 1 session cannot be decrypted; these keys are missing in old_keys: "
                        + EncryptionKeys.numberOf(lost) + "\n");
        assertThat(prompt.run("reencrypt", "--json").json().get("unreadable").asInt())
                .isEqualTo(1);
        assertThat(prompt.run("check").out())
                .contains("only 0 of 1 sessions checked can be decrypted: a stored session was encrypted with the key "
                        + EncryptionKeys.numberOf(lost) + ", which is not configured");
    }

    @Test
    void check_warns_of_encrypted_sessions_without_the_block() throws IOException {
        String key = EncryptionKeys.newKey();
        database.session("ada", Instant.now());
        configure("");
        assertThat(prompt.run("check", "--strict").code()).isEqualTo(ExitCode.DONE);
        configure(encryption(key, "  accept_plain: true\n"));
        prompt.run("reencrypt");
        configure("");
        database.session("bob", Instant.now());

        Prompt.Result result = prompt.run("check", "--strict");

        assertThat(result.code()).isEqualTo(ExitCode.NO);
        assertThat(result.out())
                .contains("off, but 1 of 2 sessions checked are encrypted", "key: ${CARNET_KEY}")
                .doesNotContain(key);
    }

    @Test
    void show_says_why_encrypted_values_cannot_be_read_without_the_block() throws IOException {
        String handle = database.session("ada", Instant.now());
        configure("");
        assertThat(prompt.run("show", handle).err()).isEmpty();
        configure(encryption(EncryptionKeys.newKey(), "  accept_plain: true\n"));
        prompt.run("reencrypt");
        assertThat(prompt.run("show", handle).err()).isEmpty();
        configure("");

        Prompt.Result result = prompt.run("show", handle);

        assertThat(result.code()).isEqualTo(ExitCode.DONE);
        assertThat(result.err()).contains("values are encrypted", "key: ${CARNET_KEY}");
    }

    @Test
    void without_encryption_the_remedy_is_told() {
        Prompt.Result result = prompt.run("reencrypt");

        assertThat(result.code()).isEqualTo(ExitCode.USAGE);
        assertThat(result.err()).contains("encryption is not on", "carnet key");
    }
}
