package dev.carnet.dancer.storable;

/** A regular expression as Storable stores it, a byte a character. */
record Pattern(String pattern, String flags) {}
