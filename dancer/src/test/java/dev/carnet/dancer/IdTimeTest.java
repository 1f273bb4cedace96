package dev.carnet.dancer;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IdTimeTest {
    @Test
    void an_object_id_tells_its_second() {
        assertThat(IdTime.of("507f1f77bcf86cd799439011")).contains(Instant.parse("2012-10-17T21:13:27Z"));
    }

    @Test
    void an_id_of_dancer_2_tells_its_second() {
        Perl.assumeModules("libdancer2-perl", "Dancer2");
        String id = new String(Perl.run("""
                        package Factory { use Moo; with 'Dancer2::Core::Role::SessionFactory';
                            sub _retrieve {} sub _flush {} sub _destroy {} sub _sessions {} sub _change_id {} }
                        print Factory->new->generate_id;
                        """, new byte[0]), StandardCharsets.US_ASCII);

        assertThat(IdTime.of(id).orElseThrow())
                .isBetween(Instant.now().minusSeconds(300), Instant.now().plusSeconds(5));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "92146401222242609638002699961097",
                "275641995096685711621170429661731047",
                "0000000000000000000000001",
                "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
                "Zk3uU9Zk3uU9Zk3uU9Zk3uU9Zk3uU9Zk3uU9Zk3u"
            })
    void other_ids_tell_nothing(String id) {
        assertThat(IdTime.of(id)).isEmpty();
    }
}
