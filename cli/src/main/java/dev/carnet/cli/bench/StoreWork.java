package dev.carnet.cli.bench;

import dev.carnet.Session;
import dev.carnet.SessionEngine;
import dev.carnet.SessionId;
import dev.carnet.error.SessionGoneException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What {@code bench} does with one session, as a request would. */
enum StoreWork {
    NEW("new") {
        @Override
        SessionId on(SessionEngine engine, @Nullable SessionId none, String value) {
            Session session = engine.newSession();
            for (int i = 0; i < ATTRIBUTES; i++) {
                session.put("attribute" + i, value);
            }
            return engine.flush(session).id();
        }
    },
    READ("read") {
        @Override
        SessionId on(SessionEngine engine, @Nullable SessionId id, String value) {
            Session session = found(engine, id);
            session.get(ATTRIBUTE);
            return engine.flush(session).id();
        }
    },
    CHANGE("change") {
        @Override
        SessionId on(SessionEngine engine, @Nullable SessionId id, String value) {
            Session session = found(engine, id);
            session.put(ATTRIBUTE, value);
            return engine.flush(session).id();
        }
    },
    RENAME("new id") {
        @Override
        SessionId on(SessionEngine engine, @Nullable SessionId id, String value) {
            return engine.changeId(found(engine, id)).id();
        }
    },
    END("end") {
        @Override
        SessionId on(SessionEngine engine, @Nullable SessionId id, String value) {
            Session session = found(engine, id);
            engine.destroy(session);
            return session.id();
        }
    };

    /** So many attributes a session has. */
    static final int ATTRIBUTES = 10;

    private static final String ATTRIBUTE = "attribute3";

    private final String title;

    StoreWork(String title) {
        this.title = title;
    }

    /** As the table names it. */
    String title() {
        return title;
    }

    /**
     * Does it.
     *
     * @param id the session's; null only for {@link #NEW}
     * @param value what is put where something is put
     * @return the session's id afterwards
     */
    abstract SessionId on(SessionEngine engine, @Nullable SessionId id, String value);

    private static Session found(SessionEngine engine, @Nullable SessionId id) {
        return Optional.ofNullable(id)
                .flatMap(engine::retrieve)
                .orElseThrow(() -> new SessionGoneException(
                        "a session of the measurement is gone; is somebody revoking or sweeping?"));
    }
}
