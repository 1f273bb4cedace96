package dev.carnet.spi;

/** The result of a guarded write. */
public enum UpdateResult {
    /** It is stored. */
    SAVED,
    /** Nothing was written: the version has changed, or the record is gone and the store cannot tell cheaply. */
    CONFLICT,
    /** Nothing was written: the key is gone or belongs to another session. */
    GONE
}
