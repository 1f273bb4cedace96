/** Perl's Storable format: what {@code Storable::freeze} and {@code nfreeze} write. No code of a stored value ever runs. */
@NullMarked
package dev.carnet.dancer.storable;

import org.jspecify.annotations.NullMarked;
