package dev.carnet.dancer.perl;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A hash. Its keys keep the order in which they were put. */
public final class PerlHash extends PerlValue {
    /**
     * What stands under a key.
     *
     * @param value the value
     * @param flags Storable's flags of the key; {@link #UTF8} and {@link #WAS_UTF8} say how Perl holds it
     */
    public record Slot(PerlValue value, int flags) {}

    /** The key is held as UTF-8. */
    public static final int UTF8 = 1;
    /** The key was UTF-8 and is held as bytes. */
    public static final int WAS_UTF8 = 2;

    private final Map<String, Slot> slots = new LinkedHashMap<>();
    private final int flags;
    private final boolean flagged;

    /** A plain hash. */
    public PerlHash() {
        this(0, false);
    }

    /**
     * A hash as it was stored.
     *
     * @param flags Storable's flags of the hash
     * @param flagged whether it was stored with flags, although they may be none
     */
    public PerlHash(int flags, boolean flagged) {
        this.flags = flags;
        this.flagged = flagged;
    }

    /** Keys and what stands under them; not to be changed. */
    public Map<String, Slot> slots() {
        return Collections.unmodifiableMap(slots);
    }

    public @Nullable PerlValue get(String key) {
        Slot slot = slots.get(key);
        return slot == null ? null : slot.value();
    }

    /** Puts a value; a key keeps its place and its flags. */
    public PerlHash put(String key, PerlValue value) {
        Slot old = slots.get(key);
        return put(key, value, old == null ? defaultFlags(key) : old.flags());
    }

    public PerlHash put(String key, PerlValue value, int keyFlags) {
        slots.put(key, new Slot(value, keyFlags));
        return this;
    }

    public void remove(String key) {
        slots.remove(key);
    }

    public int flags() {
        return flags;
    }

    /** Whether Storable needs its longer form for this hash. */
    public boolean isFlagged() {
        return flagged || flags != 0 || slots.values().stream().anyMatch(each -> each.flags() != 0);
    }

    private static int defaultFlags(String key) {
        boolean bytes = key.chars().allMatch(each -> each < 0x100);
        boolean ascii = bytes && key.chars().allMatch(each -> each < 0x80);
        return ascii ? 0 : bytes ? WAS_UTF8 : UTF8;
    }
}
