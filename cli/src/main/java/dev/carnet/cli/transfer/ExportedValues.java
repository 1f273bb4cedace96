package dev.carnet.cli.transfer;

import dev.carnet.cli.command.Configured;
import dev.carnet.cli.json.Json;
import dev.carnet.error.SessionCodecException;
import dev.carnet.fallback.ValueTransfer;
import dev.carnet.spi.Attributes;
import dev.carnet.spi.Encoded;
import dev.carnet.spi.Encoding;
import dev.carnet.spi.SessionRecord;
import dev.carnet.spi.StoreTraits;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Turns values as a store has them into those of an exported file, which are JSON; what is none stays the bytes it is. */
final class ExportedValues {
    private final ValueTransfer transfer;

    ExportedValues(StoreTraits store, ExportHeader header, Configured configured) {
        transfer = store.encoding() == Encoding.BSON
                ? ValueTransfer.between(
                        store, header.traits(), "", configured.config().allowed())
                : same -> same;
    }

    SessionLine line(SessionRecord session) {
        Map<String, Encoded> values = new LinkedHashMap<>();
        Map<String, Encoded> raw = new LinkedHashMap<>();
        session.attributes().values().forEach((name, value) -> {
            Encoded json = json(value);
            if (json == null) {
                raw.put(name, value);
            } else {
                values.put(name, json);
            }
        });
        return new SessionLine(new SessionRecord(session.header(), new Attributes(values)), raw);
    }

    private @Nullable Encoded json(Encoded value) {
        try {
            Encoded json = transfer.apply(new Attributes(Map.of("", value))).get("");
            return json != null && Json.isValue(json.bytes()) ? json : null;
        } catch (SessionCodecException e) {
            return null;
        }
    }
}
