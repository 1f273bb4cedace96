package dev.carnet;

/**
 * What an operation on all sessions of a store did.
 *
 * @param sessions how many it ended or deleted
 * @param unreadable how many records it passed over because they cannot be read as sessions; they stay as they are
 */
public record BulkResult(long sessions, long unreadable) {}
