package dev.carnet.internal.attribute;

import dev.carnet.error.ChangingValueException;
import dev.carnet.error.SessionCodecException;

/** Receives the faults of attributes that cannot be stored or read correctly. */
public interface AttributeFaults {
    /** One cannot be read and is about to be taken for absent; may throw. */
    void unreadable(String name, SessionCodecException cause);

    /** One was changed by another thread for as long as it was looked at, and is not stored this time. */
    void notStored(String name, ChangingValueException cause);

    /** What was read lacks something that is stored, or has something else in its place. */
    void altered(String name);
}
