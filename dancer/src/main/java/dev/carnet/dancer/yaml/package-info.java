/** Perl's values as the module YAML writes and reads them. */
@NullMarked
package dev.carnet.dancer.yaml;

import org.jspecify.annotations.NullMarked;
