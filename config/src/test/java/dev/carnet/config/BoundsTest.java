package dev.carnet.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is too long or too deep is refused with its place before anything runs out of stack, memory or time. */
class BoundsTest {
    @TempDir
    private Path directory;

    private String faultOfProperties(String text) throws IOException {
        Path file = Files.writeString(directory.resolve("carnet.properties"), text);
        return Reading.faultOf(() -> CarnetConfig.load(file)).replace(directory + "/", "");
    }

    @Test
    void brackets_without_end_are_refused() throws IOException {
        assertThat(faultOfProperties("carnet.session=Memory\ncarnet.a" + "[b]".repeat(20_000) + "=1\n"))
                .startsWith("carnet.properties line 2, carnet.a[b][b]")
                .contains("a key is 60008 characters long; the limit is 1000")
                .hasSizeLessThan(400);
        assertThat(faultOfProperties("carnet.session=Memory\ncarnet.a" + ".b".repeat(60) + "=1\n"))
                .startsWith("carnet.properties line 2, carnet.a.b.b")
                .endsWith("this is nested deeper than 50 levels");
        assertThat(Reading.faultOf("session: Memory\na: " + "[".repeat(20_000)))
                .startsWith("carnet.yml line 2, a[0][0]")
                .endsWith("this is nested deeper than 50 levels");
    }

    @Test
    void a_group_from_code_that_holds_itself_is_refused() {
        List<Object> itself = new ArrayList<>();
        itself.add(itself);

        assertThat(Reading.faultOf(() -> Reading.properties(Map.of("carnet.session", "Memory", "carnet.a", itself))))
                .contains("properties, carnet.a[0][0]")
                .contains("this is nested deeper than 50 levels");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\\UFFFFFFFF", "\\U00110000", "\\uD8ZZ", "\\q"})
    void an_escape_of_no_character_is_refused_where_it_stands(String escape) {
        assertThat(Reading.faultOf("session: Memory\n\nsession_name: \"" + escape + "\"\n"))
                .startsWith("carnet.yml line 3")
                .contains("this is not a valid escape")
                .contains("single quotes");
    }

    @Test
    void long_keys_and_values_are_refused() throws IOException {
        String key = "session_nam" + "e".repeat(16_000);
        assertThat(Reading.faultOf("session: Memory\n" + key + ": id\n"))
                .startsWith("carnet.yml line 2: ")
                .hasSizeLessThan(400);
        assertThat(Reading.faultOf("session: Memory\n? " + key + "\n: id\n"))
                .startsWith("carnet.yml line 2, session_name")
                .contains("a key is 16011 characters long; the limit is 1000")
                .hasSizeLessThan(400);
        assertThat(faultOfProperties("carnet.session=Memory\ncarnet." + key + "=id\n"))
                .startsWith("carnet.properties line 2, carnet.session_name")
                .contains("a key is 16018 characters long")
                .hasSizeLessThan(400);
        assertThat(Reading.faultOf("session: Memory\nsession_duration: '" + "${A:".repeat(100_000) + "'\n"))
                .isEqualTo("carnet.yml line 2, session_duration: this value is 400000 characters long; the limit is"
                        + " 10000");
    }

    @Test
    void what_a_variable_holds_is_bounded_as_well() {
        assertThat(Reading.faultOf("session: Memory\nsession_duration: ${LONG}\n", Map.of("LONG", "1".repeat(20_000))))
                .contains("session_duration: this value is 20000 characters long");
    }

    @Test
    void a_line_that_goes_on_and_on_is_read_once() throws IOException {
        Path file = Files.writeString(
                directory.resolve("carnet.properties"), "carnet.session=\\\n" + "\\\n".repeat(400_000) + "  Memory\n");

        assertThat(CarnetConfig.load(file).session()).isEqualTo("Memory");
    }

    @Test
    void of_many_faults_the_first_are_told() {
        String keys = "session: Memory\n";
        for (int i = 0; i < 150; i++) {
            keys += "session_name: a\n";
        }

        assertThat(Reading.faultOf(keys).lines()).hasSize(102).last().asString().isEqualTo("  and 49 more");
    }

    @Test
    void a_name_from_the_file_cannot_forge_a_line_or_drive_the_terminal() {
        String fault =
                Reading.faultOf("session: Memory\n\"session_nam\\e[2J\\N\u202e\": a\n\"sesion_\\r\\nname\": b\n");

        assertThat(fault).contains("\\u001B[2J\\u0085").contains("\\u202E");
        assertThat(fault.lines()).hasSize(1);
    }
}
