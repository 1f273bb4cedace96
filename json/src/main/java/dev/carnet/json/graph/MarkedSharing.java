package dev.carnet.json.graph;

import dev.carnet.spi.Encoded;
import dev.carnet.spi.codec.JsonGraph;
import tools.jackson.core.JsonGenerator;

/** Writes a value in the form of {@link JsonGraph}, and knows whether it has to be marked as such. */
public abstract class MarkedSharing implements Sharing {
    private boolean isMarked;

    /** Notes that a reference is written to a part. */
    public final String reference(String part) {
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

    /** The value that was written since the last time, marked if it has to be. */
    public final Encoded marked(Encoded written) {
        Encoded value = isMarked ? JsonGraph.referring(written.bytes(), written.types()) : written;
        isMarked = false;
        return value;
    }
}
