package dev.carnet.dancer.kioku;

import dev.carnet.dancer.perl.PerlStored;
import dev.carnet.dancer.perl.PerlValue;
import java.util.Optional;

/** How a serializer stores values, and what KiokuDB's own objects look like there. Immutable. */
interface KiokuForm {
    /**
     * A stored value.
     *
     * @throws IllegalArgumentException if it is none; the message shows none of it
     */
    PerlValue read(byte[] bytes);

    PerlStored of(PerlValue value);

    /**
     * The entry that a value is, if it is one.
     *
     * @throws IllegalArgumentException if it is a damaged one
     */
    Optional<KiokuEntry> entry(PerlValue value);

    /** The reference that a value is, if it is one. */
    Optional<KiokuReference> reference(PerlValue value);

    PerlValue of(KiokuEntry entry);

    PerlValue of(KiokuReference reference);

    /** The bytes of a value that JSON has no word for, to be stored again; empty if it cannot be. */
    Optional<byte[]> kept(PerlValue value);
}
