package dev.carnet.json.graph;

import dev.carnet.spi.Encoded;
import dev.carnet.spi.codec.JsonGraph;
import tools.jackson.core.JsonGenerator;

/** Writes a value in the form of {@link JsonGraph} and records whether it must be marked as such. */
abstract class MarkedSharing implements Sharing {
    private boolean isMarked;

    /** Records that a reference to a part is written. */
    final String reference(String part) {
        isMarked = true;
        return part;
    }

    @Override
    public final JsonGenerator over(JsonGenerator out) {
        return new EscapedNames(out, () -> isMarked = true);
    }

    @Override
    public final String member(String stored) {
        return JsonGraph.unescape(stored);
    }

    /** The value written since the last call, marked if necessary. */
    public final Encoded marked(Encoded written) {
        Encoded value = isMarked ? JsonGraph.referring(written.bytes(), written.types()) : written;
        isMarked = false;
        return value;
    }
}
