/** Reads what Perl's Sereal wrote, without running anything. */
@NullMarked
package dev.carnet.dancer.sereal;

import org.jspecify.annotations.NullMarked;
