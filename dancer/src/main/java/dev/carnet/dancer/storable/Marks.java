package dev.carnet.dancer.storable;

/** The bytes that say what comes next, by their names in Storable's source. */
final class Marks {
    static final int OBJECT = 0;
    static final int LSCALAR = 1;
    static final int ARRAY = 2;
    static final int HASH = 3;
    static final int REF = 4;
    static final int UNDEF = 5;
    static final int INTEGER = 6;
    static final int DOUBLE = 7;
    static final int BYTE = 8;
    static final int NETINT = 9;
    static final int SCALAR = 10;
    static final int TIED_ARRAY = 11;
    static final int TIED_HASH = 12;
    static final int TIED_SCALAR = 13;
    static final int SV_UNDEF = 14;
    static final int SV_YES = 15;
    static final int SV_NO = 16;
    static final int BLESS = 17;
    static final int IX_BLESS = 18;
    static final int HOOK = 19;
    static final int OVERLOAD = 20;
    static final int TIED_KEY = 21;
    static final int TIED_IDX = 22;
    static final int UTF8STR = 23;
    static final int LUTF8STR = 24;
    static final int FLAG_HASH = 25;
    static final int CODE = 26;
    static final int WEAKREF = 27;
    static final int WEAKOVERLOAD = 28;
    static final int VSTRING = 29;
    static final int LVSTRING = 30;
    static final int SVUNDEF_ELEM = 31;
    static final int REGEXP = 32;
    static final int LOBJECT = 33;
    static final int BOOLEAN_TRUE = 34;
    static final int BOOLEAN_FALSE = 35;

    /** A length or index that is more than a byte can hold. */
    static final int LONG_FORM = 0x80;
    /** The most that a class name's or index's byte says. */
    static final int MOST_IN_A_BYTE = 127;

    /** Of a key in a hash with flags: it is a value of its own. */
    static final int KEY_IS_VALUE = 0x08;
    /** Of a key in a hash with flags: nothing stands there. */
    static final int PLACEHOLDER = 0x10;
    /** Of a regular expression: its length takes four bytes. */
    static final int LONG_PATTERN = 1;

    private Marks() {}
}
