package dev.carnet.redis;

import java.util.List;

/**
 * What a script does to the principal index while it writes a session.
 *
 * @param keys the index that it notes the session in, then the one that it takes it out of; either may be missing
 * @param until until when it is noted, in milliseconds since 1970; empty if it is not
 * @param staleName what is taken out; empty if nothing is
 */
record Noting(List<byte[]> keys, String until, String staleName) {
    static final Noting NONE = new Noting(List.of(), "", "");
}
