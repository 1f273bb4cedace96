package dev.carnet.fuzzing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.carnet.dancer.perl.NotPlainException;
import dev.carnet.dancer.perl.PerlJson;
import dev.carnet.dancer.sereal.Sereal;
import dev.carnet.dancer.sereal.SerealException;

/** What Perl's Sereal has written, compressed or not, as Dancer 2's cookie engine stores it. */
class SerealFuzzTest {
    @Fuzzed
    void a_document_is_read_or_refused(byte[] input) {
        Bounds.check(input.length, () -> {
            try {
                assertThat(PerlJson.write(Sereal.read(input))).isNotNull();
            } catch (SerealException | NotPlainException refused) {
                assertThat(refused.getMessage()).isNotBlank();
            }
        });
    }
}
