package dev.carnet.json;

import static org.assertj.core.api.Assertions.assertThat;

import dev.carnet.json.Shop.Circle;
import dev.carnet.options.AllowedTypes;
import dev.carnet.spi.Encoding;
import dev.carnet.spi.codec.SessionCodec;
import dev.carnet.spi.codec.SessionCodecProvider;
import java.util.List;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;

class JsonSessionCodecProviderTest {
    private final SessionCodecProvider provider = ServiceLoader.load(SessionCodecProvider.class).stream()
            .map(ServiceLoader.Provider::get)
            .filter(JsonSessionCodecProvider.class::isInstance)
            .findFirst()
            .orElseThrow();

    @Test
    void is_found_for_both_encodings_that_json_can_give() {
        assertThat(List.of(Encoding.values()))
                .filteredOn(provider::supports)
                .containsExactly(Encoding.JSON_TEXT, Encoding.BYTES);
    }

    @Test
    void makes_a_codec_for_the_encoding_with_the_allowed_types() {
        for (Encoding encoding : List.of(Encoding.JSON_TEXT, Encoding.BYTES)) {
            SessionCodec codec = provider.create(encoding, AllowedTypes.of(Circle.class));

            assertThat(codec.encoding()).isEqualTo(encoding);
            assertThat(codec.decode(codec.encode(new Circle(1)))).isEqualTo(new Circle(1));
        }
    }
}
