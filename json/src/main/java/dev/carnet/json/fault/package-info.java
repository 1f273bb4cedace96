/** Why a value cannot be stored or read, where in it that is, and what to do; never a word of the value itself. */
@NullMarked
package dev.carnet.json.fault;

import org.jspecify.annotations.NullMarked;
