package dev.carnet.dancer.storable;

/**
 * How an object froze itself, as Storable stores it: {@code HOOK flags [extra] (value flags)* class frozen [tags] [magic]}.
 * The values that it refers to are the object's parts; of a tied variable the last one is what it is tied to.
 *
 * @param type what is blessed, in the flags' lowest bits
 * @param extra the kind of tied variable, meaningful for {@link #EXTRA}
 * @param frozen the text that it made, a byte a character
 * @param listed whether a list of values follows, although it may be empty
 */
record Hook(int type, int extra, String frozen, boolean listed) {
    static final int TYPE = 0x03;
    static final int EXTRA = 3;
    static final int LARGE_CLASS = 0x04;
    static final int LARGE_TEXT = 0x08;
    static final int LARGE_LIST = 0x10;
    static final int KNOWN_CLASS = 0x20;
    static final int HAS_LIST = 0x80;
    static final int RECURSE = 0x40;
    static final int MOST_IN_A_BYTE = 255;
}
