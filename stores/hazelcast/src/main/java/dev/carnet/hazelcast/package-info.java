/** {@code session: Hazelcast}: sessions in a map of a Hazelcast cluster. */
@NullMarked
package dev.carnet.hazelcast;

import org.jspecify.annotations.NullMarked;
