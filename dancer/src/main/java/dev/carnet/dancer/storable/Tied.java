package dev.carnet.dancer.storable;

/**
 * A tied variable as Storable stores it. What it is tied to is a part of it.
 *
 * @param mark the kind
 * @param index the element of a tied array
 */
record Tied(int mark, int index) {}
