package dev.carnet.dancer.share;

import java.util.regex.Pattern;

/**
 * Where a Perl engine keeps its rows. Names are plain SQL identifiers. Immutable.
 *
 * @param name the table, perhaps with its schema before it
 * @param id the column of the id
 * @param data the column of the text
 */
record SqlTable(String name, String id, String data) {
    private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_$]*(\\.[A-Za-z_][A-Za-z0-9_$]*)?");

    SqlTable {
        for (String each : new String[] {name, id, data}) {
            if (!NAME.matcher(each).matches()) {
                throw new IllegalArgumentException("'" + each + "' is not a plain name of a table or column");
            }
        }
    }
}
