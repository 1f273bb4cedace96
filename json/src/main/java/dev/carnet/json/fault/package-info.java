/** Reports why a value cannot be stored or read, where, and what to do. Messages never quote the value. */
@NullMarked
package dev.carnet.json.fault;

import org.jspecify.annotations.NullMarked;
