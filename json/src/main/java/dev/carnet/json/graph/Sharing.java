package dev.carnet.json.graph;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/** Tells the encoder which arrays, containers and objects are stored elsewhere. */
public interface Sharing {
    /** Writes everything where it is found, however often. */
    Sharing NONE = new Sharing() {
        @Override
        public @Nullable String partFor(Object value) {
            return null;
        }

        @Override
        public void isWritten(Object value) {}

        @Override
        public JsonGenerator over(JsonGenerator out) {
            return out;
        }

        @Override
        public String member(String stored) {
            return stored;
        }

        @Override
        public void metDeclaredForm(Runnable trial) {
            trial.run();
        }
    };

    /**
     * The name of the part to refer to in place of a value that begins here, or null if it is to be written here; then {@link
     * #isWritten} is told its end.
     */
    @Nullable
    String partFor(Object value);

    void isWritten(Object value);

    /** The generator for all output. */
    JsonGenerator over(JsonGenerator out);

    /**
     * Told after a value that holds objects of which annotations say how they are made.
     *
     * @param trial reads the value and refuses it if it does not come back; of use only where nothing is shared
     */
    default void metDeclaredForm(Runnable trial) {}

    /** The member that is stored under a name. */
    String member(String stored);
}
