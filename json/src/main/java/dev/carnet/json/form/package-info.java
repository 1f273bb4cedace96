/** How values lie in the stored bytes: JSON's form, and what another form has to say. */
@NullMarked
package dev.carnet.json.form;

import org.jspecify.annotations.NullMarked;
