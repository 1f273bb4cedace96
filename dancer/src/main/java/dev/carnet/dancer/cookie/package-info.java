/** Sessions of Dancer's cookie engines, which stand in the visitors' cookies. */
@NullMarked
package dev.carnet.dancer.cookie;

import org.jspecify.annotations.NullMarked;
