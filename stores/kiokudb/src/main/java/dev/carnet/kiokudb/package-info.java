/**
 * {@code session: KiokuDB}: a session as a graph of objects, in entries that refer to each other, in the format of
 * Perl's KiokuDB. A {@link dev.carnet.kiokudb.KiokuBackend} stores the entries;
 * {@link dev.carnet.kiokudb.KiokuDbSessionStore} defines their content and the order in which they are written.
 */
@NullMarked
package dev.carnet.kiokudb;

import org.jspecify.annotations.NullMarked;
