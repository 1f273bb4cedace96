package dev.carnet.jpa;

import dev.carnet.jpa.query.Abilities;
import dev.carnet.jpa.query.Abilities.Keys;

/**
 * What became of a mapping.
 *
 * @param way how it works, in the words of the documentation, or {@link #REFUSED}
 * @param message what refuses it, or an empty text
 */
record MappingOutcome(String way, String message) {
    static final String REFUSED = "refused";

    static MappingOutcome of(Abilities abilities) {
        String data =
                switch (abilities.data()) {
                    case PARTS -> "in place";
                    case WHOLE -> "read first";
                    case LOCKED -> "locked";
                };
        return new MappingOutcome(abilities.keys() == Keys.LOCKED ? data + ", id locked" : data, "");
    }
}
