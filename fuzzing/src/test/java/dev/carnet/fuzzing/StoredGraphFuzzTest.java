package dev.carnet.fuzzing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.carnet.error.SessionCodecException;
import dev.carnet.json.GraphSessionCodec;
import dev.carnet.spi.Encoded;
import dev.carnet.spi.Encoding;
import dev.carnet.spi.codec.JsonGraph;
import dev.carnet.spi.codec.ObjectGraph;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A session's values that refer to each other: on each line a name, a note and JSON, apart by tabs. */
class StoredGraphFuzzTest {
    private static final GraphSessionCodec CODEC = GraphSessionCodec.create(Encoding.JSON_GRAPH, Codecs.ALLOWED);

    @Fuzzed
    void a_graph_is_read_or_refused(byte[] input) {
        Bounds.check(input.length, () -> check(Text.of(input)));
    }

    private static void check(String text) {
        Map<String, Encoded> values = values(text);
        values.values().forEach(each -> {
            assertThat(JsonGraph.renamed(each, name -> name)).isEqualTo(each);
            JsonGraph.references(each).forEach(name -> assertThat(name).isNotNull());
        });
        ObjectGraph graph = CODEC.graph(values::get);
        List<Object> read = new ArrayList<>();
        for (Encoded each : values.values()) {
            if (!JsonGraph.isPart(each)) {
                try {
                    Object value = graph.decode(each);
                    if (value != null) {
                        read.add(value);
                    }
                } catch (SessionCodecException refused) {
                    assertThat(refused.getMessage()).isNotNull();
                }
            }
        }
        writeAgain(read);
    }

    private static void writeAgain(List<Object> read) {
        ObjectGraph.Written written;
        try {
            written = CODEC.graph(nothing -> null).encode(read);
        } catch (SessionCodecException refused) {
            return;
        }
        ObjectGraph graph = CODEC.graph(written.parts()::get);
        written.values().forEach(each -> assertThat(graph.decode(each)).isNotNull());
    }

    private static Map<String, Encoded> values(String text) {
        Map<String, Encoded> values = new LinkedHashMap<>();
        text.lines().limit(20).forEach(line -> {
            String[] parts = line.split("\t", 3);
            if (parts.length == 3) {
                byte[] json = parts[2].getBytes(StandardCharsets.UTF_8);
                values.put(parts[0], Encoded.of(json, parts[1].isEmpty() ? null : parts[1]));
            }
        });
        return values;
    }
}
