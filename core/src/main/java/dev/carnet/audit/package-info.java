/** The audit trail of operators' actions: who viewed, ended, moved or copied sessions. */
@NullMarked
package dev.carnet.audit;

import org.jspecify.annotations.NullMarked;
