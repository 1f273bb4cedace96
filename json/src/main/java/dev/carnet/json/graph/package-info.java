/** Shared objects: found, stored once, referred to and restored, including cycles. */
@NullMarked
package dev.carnet.json.graph;

import org.jspecify.annotations.NullMarked;
