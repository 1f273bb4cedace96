/** Where a database is, as Perl's DBI says it, and as JDBC does. */
@NullMarked
package dev.carnet.dancer.dsn;

import org.jspecify.annotations.NullMarked;
