package dev.carnet.spi;

/** What became of a guarded write. */
public enum UpdateResult {
    /** It is stored. */
    SAVED,
    /** Nothing was written: the version has moved, or nothing is there any more and the store cannot tell cheaply. */
    CONFLICT,
    /** Nothing was written: the key is gone or belongs to another session. */
    GONE
}
