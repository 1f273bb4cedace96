package dev.carnet.dancer.share;

import dev.carnet.spi.SessionKey;
import java.util.Map;

/** How a Perl engine writes a session. Contents are bytes, one a character. Immutable. */
interface RecordFormat {
    /** Whether the id stands among the members, under {@code id}; an attribute of that name has to give way. */
    boolean idInData();

    /**
     * The session's members as JSON: name to JSON text. What cannot be said in JSON is given as {@link UnreadableValue}. The
     * session's id is none of them.
     *
     * @throws IllegalArgumentException if the content is no session; the message says why and shows none of it
     */
    Map<String, String> read(SessionKey key, String content);

    /**
     * The content that holds these members. A member that is as {@link #read} gave it stays as Perl wrote it.
     *
     * @param old the content that is replaced; empty for a new session
     */
    String write(SessionKey key, Map<String, String> members, String old);
}
