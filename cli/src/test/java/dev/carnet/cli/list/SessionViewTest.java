package dev.carnet.cli.list;

import static org.assertj.core.api.Assertions.assertThat;

import dev.carnet.cli.terminal.FixedScreen;
import dev.carnet.cli.terminal.Shell;
import dev.carnet.spi.Attributes;
import dev.carnet.spi.Encoded;
import dev.carnet.spi.SessionHeader;
import dev.carnet.spi.SessionKey;
import dev.carnet.spi.SessionRecord;
import java.io.BufferedReader;
import java.io.PrintWriter;
import java.io.Reader;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Records that another program wrote. */
class SessionViewTest {
    private static final Instant NOW = Instant.parse("2026-11-01T12:00:00Z");

    private final StringWriter out = new StringWriter();
    private final Shell shell = new Shell(
            Path.of(""),
            Map.of(),
            new BufferedReader(Reader.nullReader()),
            new PrintWriter(out),
            new PrintWriter(out),
            FixedScreen.NONE,
            InstantSource.fixed(NOW));

    private static SessionView view(Encoded value) {
        SessionHeader header = SessionHeader.foreign(new SessionKey("k"), Instant.EPOCH, 10);
        return new SessionView(new SessionRecord(header, new Attributes(Map.of("a", value))), true, NOW);
    }

    private JsonNode json(Encoded value) {
        view(value).printJson(shell);
        return JsonMapper.shared().readTree(out.toString());
    }

    @Test
    void nobody_knows_the_times_of_a_session_that_another_program_wrote() {
        view(Encoded.ofText("1")).print(shell);

        assertThat(out.toString().lines())
                .contains(
                        "User         -",
                        "Created      unknown",
                        "Last access  unknown",
                        "Expires      never",
                        "Written by   another application, without Carnet's bookkeeping");
    }

    @Test
    void what_is_no_json_is_told_by_its_size_and_given_in_base64() {
        Encoded rubbish = Encoded.ofText("{rubbish");

        view(rubbish).print(shell);
        assertThat(out.toString().lines()).contains("Not readable as JSON", "  a  8 B");

        out.getBuffer().setLength(0);
        JsonNode json = json(rubbish);
        assertThat(json.get("attributes").isEmpty()).isTrue();
        assertThat(json.at("/unreadable/a").binaryValue()).isEqualTo("{rubbish".getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void two_values_are_no_value() {
        assertThat(json(Encoded.ofText("1 2")).get("unreadable").has("a")).isTrue();
    }

    @Test
    void numbers_keep_all_their_digits() {
        view(Encoded.ofText("[12345678901234567890123, 0.10000000000000000000001]"))
                .printJson(shell);

        assertThat(out.toString()).contains("12345678901234567890123", "0.10000000000000000000001");
    }

    @Test
    void a_session_without_attributes_says_so() {
        SessionHeader header = SessionHeader.foreign(new SessionKey("k"), NOW, 0);
        new SessionView(new SessionRecord(header, Attributes.NONE), true, NOW).print(shell);

        assertThat(out.toString()).endsWith("\nNo attributes.\n");
    }
}
