/** Perl's values as data: what a stored Dancer session is made of, without any of Perl's behaviour. */
@NullMarked
package dev.carnet.dancer.perl;

import org.jspecify.annotations.NullMarked;
