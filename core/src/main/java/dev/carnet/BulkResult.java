package dev.carnet;

/**
 * The result of an operation on many sessions of a store.
 *
 * @param sessions the number of sessions ended or deleted
 * @param unreadable the number of records skipped because they cannot be read as sessions; they stay unchanged
 */
public record BulkResult(long sessions, long unreadable) {}
