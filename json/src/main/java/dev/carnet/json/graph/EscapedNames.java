package dev.carnet.json.graph;

import dev.carnet.spi.codec.JsonGraph;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.SerializableString;
import tools.jackson.core.util.JsonGeneratorDelegate;

/** Writes members under the names that {@link JsonGraph} defines. */
final class EscapedNames extends JsonGeneratorDelegate {
    private final Runnable onEscape;

    /** @param onEscape told when a name is stored as another */
    EscapedNames(JsonGenerator out, Runnable onEscape) {
        super(out);
        this.onEscape = onEscape;
    }

    @Override
    public JsonGenerator writeName(String member) {
        String stored = JsonGraph.escape(member);
        if (!stored.equals(member)) {
            onEscape.run();
        }
        super.writeName(stored);
        return this;
    }

    @Override
    public JsonGenerator writeName(SerializableString member) {
        return writeName(member.getValue());
    }
}
