/** The note beside a stored value: what the form does not say of its types, written and parsed. */
@NullMarked
package dev.carnet.json.note;

import org.jspecify.annotations.NullMarked;
