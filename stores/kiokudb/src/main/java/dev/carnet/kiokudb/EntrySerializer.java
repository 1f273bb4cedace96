package dev.carnet.kiokudb;

/**
 * A serializer of Perl's KiokuDB other than JSON: converts its bytes to JSON and back. Found by
 * {@link java.util.ServiceLoader} under its name. Thread-safe.
 *
 * <p>{@link #toJson} returns exactly the text that {@link #toBytes} was given.
 */
public interface EntrySerializer {
    /** The name that {@code serializer: NAME} chooses it by, in lower case. */
    String name();

    /**
     * An entry in the JSON of KiokuDB's own serializer. What JSON has no word for is a reference that leads nowhere.
     *
     * @throws IllegalArgumentException if the bytes are no entry; the message says why and shows none of them
     */
    String toJson(byte[] bytes);

    /**
     * The bytes that Perl reads the same entry from.
     *
     * @throws IllegalArgumentException if Perl has no form for a value; the message shows none of it
     */
    byte[] toBytes(String json);
}
