package dev.carnet.dancer.yaml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.carnet.dancer.Fixtures;
import dev.carnet.dancer.Perl;
import dev.carnet.dancer.perl.JsonPerl;
import dev.carnet.dancer.perl.NotPlainException;
import dev.carnet.dancer.perl.PerlHash;
import dev.carnet.dancer.perl.PerlJson;
import dev.carnet.dancer.perl.PerlValue;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What Perl's YAML has written is read to its values; what is written here Perl reads to the same. */
class PerlYamlTest {
    private static final int MUTATIONS = Boolean.getBoolean("carnet.test.full") ? 200_000 : 5_000;

    private static Map<String, String> json(PerlHash hash) throws NotPlainException {
        Map<String, String> values = new LinkedHashMap<>();
        for (Map.Entry<String, PerlHash.Slot> each : hash.slots().entrySet()) {
            values.put(each.getKey(), PerlJson.write(each.getValue().value()));
        }
        return values;
    }

    private static byte[] bytes(String yaml) {
        return yaml.getBytes(StandardCharsets.UTF_8);
    }

    @ParameterizedTest
    @CsvSource({"dancer1-session.yml, Dancer::Session::YAML", "dancer2-session.yml, "})
    void every_value_is_read(String file, String className) throws Exception {
        PerlHash root = (PerlHash) PerlYaml.read(Fixtures.bytes(file)).root();

        assertThat(root.className()).isEqualTo(className);
        Map<String, String> values = json(root);
        values.remove("id");
        values.remove("nested");
        values.putAll(json((PerlHash) root.slots().get("nested").value().target()));
        Map<String, String> expected = new LinkedHashMap<>(Fixtures.values());
        expected.put("t", "1"); // YAML knows no types of scalars
        assertThat(values).containsExactlyInAnyOrderEntriesOf(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"a\":[[1,2],{\"x\":1,\"y\":[3]},[],{}],\"b\":{\"c\":{\"d\":{}}}}",
                "{\"a\":\"it is: #x\",\"b\":\"a\\u000ab\",\"c\":\"\\\\x\",\"d\":\"q\\\"uo\",\"e\":\"\\u0009\\u0001\",\"f\":\" lead \"}",
                "{\"0042\":\"0042\",\"k:ey\":\"~\",\"it's\":\"'\",\"\\u2603\":\"h\\u00e9llo \\u2603 \\ud83d\\ude00\"}",
                "{\"a\":null,\"b\":-7,\"c\":3.25,\"d\":9007199254740993,\"e\":\"\",\"f\":\"null\",\"g\":\"yes\",\"h\":\"- x\"}",
                "{\"a\":\"[x\",\"b\":\"{\",\"c\":\"&1\",\"d\":\"*1\",\"e\":\"!t\",\"f\":\"|\",\"g\":\">\",\"h\":\"%\",\"i\":\"@\",\"j\":\"`\",\"k\":\"?\"}",
                "{\"a\":\"\\u0085\\u007f\\u00a0\",\"b\":\"x\\\\\",\"c\":\"\\\\\\\"\",\"d\":\"\\u000a\",\"e\":\"=\"}"
            })
    void what_is_written_is_read_here_and_in_perl(String json) throws Exception {
        byte[] yaml = PerlYaml.of(JsonPerl.read(json).target()).write();

        assertThat(PerlJson.write(PerlYaml.read(yaml).root())).isEqualTo(json);
        Perl.assumeModules("libyaml-perl", "YAML", "JSON::PP");
        String script = "use YAML; use JSON::PP; binmode STDIN, ':utf8'; local $/;"
                + " print JSON::PP->new->ascii->canonical->encode(YAML::Load(<STDIN>))";
        String perls = new String(Perl.run(script, yaml), StandardCharsets.US_ASCII);
        String rewritten = "use YAML; use JSON::PP; binmode STDOUT, ':utf8'; local $/;"
                + " print YAML::Dump(JSON::PP->new->ascii->decode(<STDIN>))";
        byte[] again = Perl.run(rewritten, bytes(perls));
        assertThat(json((PerlHash) PerlYaml.read(again).root())).containsExactlyInAnyOrderEntriesOf(json((PerlHash)
                PerlYaml.read(yaml).root()));
    }

    @Test
    void what_is_shared_and_what_holds_itself_comes_back_so() throws Exception {
        PerlHash root = (PerlHash)
                PerlYaml.read(bytes("--- &1\na: &2\n  - 1\nb: *2\nself: *1\n")).root();
        PerlHash again = (PerlHash) PerlYaml.read(PerlYaml.of(root).write()).root();

        for (PerlHash each : new PerlHash[] {root, again}) {
            assertThat(each.get("a").target()).isSameAs(each.get("b").target());
            assertThat(each.get("self").target()).isSameAs(each);
        }
    }

    @Test
    void a_blessed_value_is_data_and_keeps_its_class() throws Exception {
        PerlHash root = (PerlHash) PerlYaml.read(bytes("---\ncart: !!perl/hash:Shop::Cart\n  n: 1\n"))
                .root();

        assertThat(json(root)).containsEntry("cart", "{\"n\":1}");
        assertThat(new String(PerlYaml.of(root).write(), StandardCharsets.UTF_8))
                .contains("!!perl/hash:Shop::Cart");
    }

    @ParameterizedTest
    @ValueSource(strings = {"!!perl/code: '{ unlink }'", "!!perl/ref\n  =: 1", "!!perl/regexp:Regexp\n  REGEXP: x"})
    void what_only_code_could_bring_back_is_no_value(String value) {
        PerlValue code =
                ((PerlHash) PerlYaml.read(bytes("---\nx: " + value + "\n")).root()).get("x");

        assertThatThrownBy(() -> PerlJson.write(code)).isInstanceOf(NotPlainException.class);
    }

    @Test
    void each_character_may_be_one_byte() throws Exception {
        byte[] latin = "---\nname: caf\u00e9\n".getBytes(StandardCharsets.ISO_8859_1);
        PerlYaml read = PerlYaml.read(latin);

        assertThat(PerlJson.write(read.root())).isEqualTo("{\"name\":\"caf\\u00e9\"}");
        assertThat(PerlJson.write(PerlYaml.read(read.write()).root())).isEqualTo("{\"name\":\"caf\\u00e9\"}");
    }

    /** Whatever is done to a stored value, it is read or refused, with an error of our own. */
    @Test
    void mutated_values_are_read_or_refused() {
        byte[][] corpus = {
            Fixtures.bytes("dancer1-session.yml"),
            Fixtures.bytes("dancer2-session.yml"),
            bytes("--- &1\na: &2\n  - !!perl/hash:X {}\nb: *2\nc: \"\\x41\"\nd: |\n  x\n")
        };
        Random random = new Random(20261130);
        int read = 0;
        for (int i = 0; i < MUTATIONS; i++) {
            byte[] value = mutated(corpus[random.nextInt(corpus.length)], random);
            try {
                PerlJson.write(PerlYaml.read(value).root());
                read++;
            } catch (IllegalArgumentException | NotPlainException refused) {
                assertThat(refused).hasMessageNotContaining("plain");
            }
        }
        assertThat(read).isBetween(MUTATIONS / 100, MUTATIONS);
    }

    private static byte[] mutated(byte[] value, Random random) {
        byte[] bytes = value.clone();
        for (int i = random.nextInt(3); i >= 0 && bytes.length > 1; i--) {
            int at = random.nextInt(bytes.length);
            switch (random.nextInt(4)) {
                case 0 -> bytes[at] = (byte) random.nextInt(256);
                case 1 -> bytes[at] = (byte) " \n:-&*!'\"{}[]|>%@`#~?,".charAt(random.nextInt(22));
                case 2 -> bytes = Arrays.copyOf(bytes, at);
                default -> bytes[at] = bytes[random.nextInt(bytes.length)];
            }
        }
        return bytes;
    }
}
