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
 */
public record StoreTraits(
        String name,
        Encoding encoding,
        boolean nativeExpiry,
        boolean principalIndex,
        boolean durable,
        boolean shared,
        long maxSessionBytes) {}
