/** Who looked at sessions, ended, moved or copied them: the trail that an operator's tools leave. */
@NullMarked
package dev.carnet.audit;

import org.jspecify.annotations.NullMarked;
