package dev.carnet.dancer.perl;

/** A Perl value as one of Perl's serializers keeps it. */
public interface PerlStored {
    /** The value; for a reference that was stored, what it refers to. It may be changed. */
    PerlValue root();

    /**
     * The bytes that Perl would have written.
     *
     * @throws IllegalArgumentException if the serializer has no form for what is in the value
     */
    byte[] write();
}
