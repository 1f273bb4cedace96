package dev.carnet.dancer.sereal;

/** The bytes that say what comes next, by their names in Sereal's specification; the highest bit says that it is referred to. */
final class Tags {
    static final int NEG = 16;
    static final int VARINT = 32;
    static final int ZIGZAG = 33;
    static final int FLOAT = 34;
    static final int DOUBLE = 35;
    static final int LONG_DOUBLE = 36;
    static final int UNDEF = 37;
    static final int BINARY = 38;
    static final int STR_UTF8 = 39;
    static final int REFN = 40;
    static final int REFP = 41;
    static final int HASH = 42;
    static final int ARRAY = 43;
    static final int OBJECT = 44;
    static final int OBJECTV = 45;
    static final int ALIAS = 46;
    static final int COPY = 47;
    static final int WEAKEN = 48;
    static final int REGEXP = 49;
    static final int OBJECT_FREEZE = 50;
    static final int OBJECTV_FREEZE = 51;
    static final int NO = 52;
    static final int YES = 53;
    static final int FLOAT_128 = 56;
    static final int CANONICAL_UNDEF = 57;
    static final int FALSE = 58;
    static final int TRUE = 59;
    static final int PAD = 63;
    static final int ARRAYREF = 64;
    static final int HASHREF = 80;
    static final int SHORT_BINARY = 96;

    /** The value is referred to later. */
    static final int TRACKED = 0x80;

    private Tags() {}
}
