/** The representation of values in the stored bytes: JSON, and the interface for other forms. */
@NullMarked
package dev.carnet.json.form;

import org.jspecify.annotations.NullMarked;
