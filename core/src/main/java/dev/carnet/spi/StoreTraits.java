package dev.carnet.spi;

/**
 * The properties of a store. A missing feature makes an operation slower, never impossible.
 *
 * @param name the store's name in a configuration, such as {@code "JDBC"}
 * @param encoding the form in which it needs values
 * @param nativeExpiry whether the technology deletes expired sessions itself
 * @param principalIndex whether the sessions of a principal are found without a full scan
 * @param durable whether sessions survive a restart of the process
 * @param shared whether other processes can access them
 * @param maxSessionBytes the size limit of a session, in bytes
 * @param maxPrincipalLength the maximum length of a principal, in UTF-16 code units
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

    /** For a store without a limit for principals. */
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
