/** Sessions that a Perl application uses at the same time: its records as they stand, with Carnet's bookkeeping inside. */
@NullMarked
package dev.carnet.dancer.share;

import org.jspecify.annotations.NullMarked;
