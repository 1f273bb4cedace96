package dev.carnet.spi;

/**
 * What a store is like. A missing trait makes something slower, never impossible.
 *
 * @param name the engine's configuration name, such as {@code "DBI"}
 * @param encoding the form in which it wants values
 * @param nativeExpiry whether the technology deletes expired sessions by itself
 * @param principalIndex whether sessions of one principal are found without looking at all
 * @param durable whether sessions survive the process
 * @param shared whether other processes see them
 * @param maxSessionBytes the largest session it takes
 * @param maxPrincipalLength the longest principal it takes, in UTF-16 code units
 */
public record StoreTraits(
        String name,
        Encoding encoding,
        boolean nativeExpiry,
        boolean principalIndex,
        boolean durable,
        boolean shared,
        long maxSessionBytes,
        int maxPrincipalLength) {

    /** For a store that takes principals of any length. */
    public StoreTraits(
            String name,
            Encoding encoding,
            boolean nativeExpiry,
            boolean principalIndex,
            boolean durable,
            boolean shared,
            long maxSessionBytes) {
        this(name, encoding, nativeExpiry, principalIndex, durable, shared, maxSessionBytes, Integer.MAX_VALUE);
    }
}
