/**
 * {@code session: KiokuDB}: a session as a graph of objects, in entries that refer to each other, as Perl's KiokuDB keeps them.
 * Where entries are kept is a {@link dev.carnet.kiokudb.KiokuBackend}'s business; {@link
 * dev.carnet.kiokudb.KiokuDbSessionStore} knows what is in them and in which order they are written.
 */
@NullMarked
package dev.carnet.kiokudb;

import org.jspecify.annotations.NullMarked;
