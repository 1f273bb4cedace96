/** Spring Session's interface over the session engine. */
@NullMarked
package dev.carnet.spring.session;

import org.jspecify.annotations.NullMarked;
