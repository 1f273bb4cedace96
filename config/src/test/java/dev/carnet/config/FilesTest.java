package dev.carnet.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FilesTest {
    @TempDir
    Path directory;

    @ParameterizedTest
    @ValueSource(strings = {"carnet.yml", "config.yaml", "CARNET.YML"})
    void yaml_is_read_from_files(String name) throws Exception {
        Path file = Files.writeString(directory.resolve(name), "session: Memory\nsession_name: ${COOKIE}\n");

        CarnetConfig config = CarnetConfig.load(file, Map.of("COOKIE", "id")::get);

        assertThat(config.session()).isEqualTo("Memory");
        assertThat(config.cookie().name()).isEqualTo("id");
    }

    @Test
    void the_environment_is_the_processs_unless_told_otherwise() throws Exception {
        Map.Entry<String, String> variable = System.getenv().entrySet().stream()
                .filter(each -> each.getKey().matches("[A-Za-z_]\\w*")
                        && !each.getValue().isBlank())
                .findFirst()
                .orElseThrow();
        Path file = Files.writeString(
                directory.resolve("carnet.yml"),
                "session: Paper\npaper_options:\n  shelf: ${" + variable.getKey() + "}\n");

        assertThat(CarnetConfig.load(file).settings().get(PaperProvider.SHELF)).isEqualTo(variable.getValue());
    }

    @Test
    void a_fault_is_named_with_the_path_as_it_was_given() throws Exception {
        Path file = Files.writeString(directory.resolve("carnet.yml"), "session: Memory\nsession_secure: perhaps\n");

        assertThat(Reading.faultOf(() -> CarnetConfig.load(file)))
                .isEqualTo(
                        file + " line 2, session_secure: 'perhaps' is neither; allowed is true or false (also 1 or 0,"
                                + " yes or no, on or off)");
    }

    @Test
    void a_file_that_is_not_there_is_an_error() {
        Path file = directory.resolve("carnet.yml");

        assertThat(Reading.faultOf(() -> CarnetConfig.load(file))).isEqualTo(file + ": there is no such file");
    }

    @Test
    void a_directory_is_no_file() throws Exception {
        Path file = Files.createDirectory(directory.resolve("carnet.yml"));

        assertThat(Reading.faultOf(() -> CarnetConfig.load(file)))
                .isEqualTo(file + ": this is a directory; give the path of a configuration file");
    }

    @Test
    void a_path_through_a_file_cannot_be_read() throws Exception {
        Path file = Files.createFile(directory.resolve("file")).resolve("carnet.yml");

        assertThat(Reading.faultOf(() -> CarnetConfig.load(file))).startsWith(file + ": the file cannot be read: ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"carnet.json", "carnet", "carnet.yml.bak"})
    void the_name_says_what_a_file_is_written_in(String name) throws Exception {
        Path file = Files.writeString(directory.resolve(name), "session: Memory");

        assertThat(Reading.faultOf(() -> CarnetConfig.load(file)))
                .isEqualTo(file + ": the name of a configuration file ends in .yml, .yaml or .properties");
    }

    @ParameterizedTest
    @ValueSource(strings = {"carnet.yml", "carnet.properties"})
    void another_encoding_is_named_with_the_line(String name) throws Exception {
        Path file =
                Files.write(directory.resolve(name), "# all ASCII\n# Mäßig\n".getBytes(StandardCharsets.ISO_8859_1));

        assertThat(Reading.faultOf(() -> CarnetConfig.load(file)))
                .isEqualTo(file + " line 2: this byte is not valid UTF-8; save the file as UTF-8");
    }

    @Test
    void utf_16_is_another_encoding() throws Exception {
        Path file = Files.write(directory.resolve("carnet.yml"), "session: Memory".getBytes(StandardCharsets.UTF_16));

        assertThat(Reading.faultOf(() -> CarnetConfig.load(file)))
                .isEqualTo(file + " line 1: this byte is not valid UTF-8; save the file as UTF-8");
    }

    @Test
    void a_character_cut_in_half_at_the_end_is_no_utf_8() throws Exception {
        Path file = Files.write(directory.resolve("carnet.yml"), new byte[] {'a', ':', ' ', (byte) 0xC3});

        assertThat(Reading.faultOf(() -> CarnetConfig.load(file)))
                .isEqualTo(file + " line 1: this byte is not valid UTF-8; save the file as UTF-8");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\uFEFFsession: Memory\r\nsession_domain: bücher.example\r\n", "session: Memory"})
    void byte_order_marks_and_windows_line_ends_do_no_harm(String text) throws Exception {
        Path file = Files.writeString(directory.resolve("carnet.yml"), text.replace("bücher", "xn--bcher-kva"));

        assertThat(CarnetConfig.load(file).session()).isEqualTo("Memory");
    }

    @Test
    void a_file_of_megabytes_is_no_configuration() throws Exception {
        Path file = Files.writeString(directory.resolve("carnet.yml"), "# " + "x".repeat(1 << 20));

        assertThat(Reading.faultOf(() -> CarnetConfig.load(file)))
                .isEqualTo(file + ": this file is larger than 1 MiB, the limit for a configuration");
    }
}
