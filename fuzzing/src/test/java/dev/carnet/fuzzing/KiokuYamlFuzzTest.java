package dev.carnet.fuzzing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.carnet.dancer.kioku.YamlEntrySerializer;
import dev.carnet.dancer.yaml.PerlYaml;

/** What Perl's modules for YAML have dumped: Dancer's sessions, KiokuDB's entries. */
class KiokuYamlFuzzTest {
    private static final YamlEntrySerializer ENTRIES = new YamlEntrySerializer();

    @Fuzzed
    void a_dump_is_read_or_refused(byte[] input) {
        Bounds.check(input.length, () -> {
            for (PerlYaml.Module each : PerlYaml.Module.values()) {
                value(each, input);
            }
            Entries.check(ENTRIES, input);
        });
    }

    private static void value(PerlYaml.Module module, byte[] input) {
        byte[] written;
        try {
            written = PerlYaml.read(module, input).write();
        } catch (IllegalArgumentException refused) {
            return;
        }
        assertThat(PerlYaml.read(module, written).write()).isEqualTo(written);
    }
}
