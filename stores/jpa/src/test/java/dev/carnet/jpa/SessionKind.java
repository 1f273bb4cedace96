package dev.carnet.jpa;

import dev.carnet.jpa.entity.JpaOptions;
import dev.carnet.jpa.entity.StoredSession;
import java.util.UUID;

/**
 * An entity that the tests keep sessions in, with what plain SQL must know of its table.
 *
 * @param type its class
 * @param options what is configured for it
 * @param ddl what makes the table; empty where Carnet does
 */
record SessionKind(Class<?> type, JpaOptions options, String ddl, String table, String id, String data) {
    /** Carnet's own, with an attribute for everything. */
    static final SessionKind READY =
            new SessionKind(StoredSession.class, JpaOptions.DEFAULTS, "", "sessions", "sessions_id", "session_data");

    /** The seeds' two columns, renamed. */
    static final SessionKind MINE = new SessionKind(
            MySession.class, MySession.OPTIONS, MySession.DDL, "my_sessions", "my_session_id", "my_session_data");

    /** An application's own with much besides. */
    static final SessionKind VISIT =
            new SessionKind(VisitSession.class, VisitSession.OPTIONS, VisitSession.DDL, "visits", "sid", "contents");

    /** Bytes, and an attribute for everything. */
    static final SessionKind BYTES = new SessionKind(
            ByteSession.class, ByteSession.OPTIONS, ByteSession.DDL, "byte_sessions", "session_key", "contents");

    /** Columns that somebody else who writes rows has to fill as well. */
    String requiredColumns() {
        return equals(VISIT) ? ", pk, tenant, revision" : "";
    }

    String requiredValues() {
        return equals(VISIT) ? ", '" + UUID.randomUUID() + "', 'acme', 0" : "";
    }

    @Override
    public String toString() {
        return type.getSimpleName();
    }
}
