package dev.carnet.dancer.kioku;

/**
 * An object of the class {@code KiokuDB::Reference}.
 *
 * @param id the entry's that it refers to
 */
record KiokuReference(String id, boolean isWeak) {
    static final String CLASS = "KiokuDB::Reference";
}
