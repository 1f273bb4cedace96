package dev.carnet.cli.selection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.carnet.bson.BsonSessionCodec;
import dev.carnet.options.AllowedTypes;
import dev.carnet.spi.Attributes;
import dev.carnet.spi.Encoded;
import dev.carnet.spi.Encoding;
import dev.carnet.spi.SessionHeader;
import dev.carnet.spi.SessionKey;
import dev.carnet.spi.SessionRecord;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class JsonValuesTest {
    private static SessionRecord session(Encoded value) {
        return new SessionRecord(
                SessionHeader.foreign(new SessionKey("k"), Instant.EPOCH, 1), new Attributes(Map.of("a", value)));
    }

    private static String shown(Encoding encoding, Encoded value) {
        return new JsonValues(encoding)
                .of(session(value))
                .attributes()
                .values()
                .get("a")
                .text();
    }

    @Test
    void bson_is_shown_as_json() {
        Encoded value = BsonSessionCodec.create(AllowedTypes.NONE).encode(List.of("tea", 5L, Instant.EPOCH));

        assertThat(shown(Encoding.BSON, value)).isEqualTo("[\"tea\",5,\"1970-01-01T00:00:00Z\"]");
    }

    @Test
    void json_and_what_cannot_be_read_stay_as_they_are() {
        Encoded json = Encoded.ofText("{ \"a\" : 1.0 }");

        assertThat(shown(Encoding.JSON_TEXT, json)).isEqualTo(json.text());
        assertThat(shown(Encoding.BYTES, json)).isEqualTo(json.text());
        assertThat(shown(Encoding.BSON, json)).isEqualTo(json.text());
    }
}
