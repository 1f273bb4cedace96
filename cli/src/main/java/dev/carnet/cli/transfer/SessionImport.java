package dev.carnet.cli.transfer;

import dev.carnet.cli.command.OpenStore;
import dev.carnet.cli.selection.SessionName;
import dev.carnet.error.UnreadableSessionException;
import dev.carnet.fallback.Arrival;
import dev.carnet.spi.Attributes;
import dev.carnet.spi.Encoded;
import dev.carnet.spi.Encoding;
import dev.carnet.spi.SessionHeader;
import dev.carnet.spi.SessionKey;
import dev.carnet.spi.SessionQuery;
import dev.carnet.spi.SessionRecord;
import dev.carnet.text.Words;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Stores the sessions of an exported file, one after the other. Not thread-safe. */
final class SessionImport {
    private final OpenStore open;
    private final ExportHeader header;
    private final Arrival arrival;
    private final SessionQuery expired;
    private final boolean replaces;
    private final boolean dryRun;

    /** What became of a session. */
    enum Outcome {
        STORED,
        REPLACED,
        /** It is there, as it is in the file. */
        SAME,
        EXPIRED
    }

    SessionImport(OpenStore open, ExportHeader header, Arrival arrival, boolean replaces, boolean dryRun) {
        this.open = open;
        this.header = header;
        this.arrival = arrival;
        this.expired = open.sessions().expired(SessionQuery.ALL);
        this.replaces = replaces;
        this.dryRun = dryRun;
    }

    /**
     * Stores a line's session.
     *
     * @param line whose checksum is right
     * @throws BadLineException if it is not stored, and why
     */
    Outcome store(String line) throws BadLineException {
        SessionLine read = SessionLine.of(line);
        SessionHeader session = read.session().header();
        if (!session.key().value().startsWith(open.options().keyPrefix())) {
            throw new BadLineException("the session " + name(session) + " belongs to another application's scope");
        }
        if (expired.matches(session)) {
            return Outcome.EXPIRED;
        }
        SessionRecord fitting = fitting(read);
        Optional<SessionRecord> there = there(session);
        if (there.isPresent()) {
            SessionHeader found = there.get().header();
            if (found.key().equals(session.key()) && found.version() == session.version()) {
                return Outcome.SAME;
            }
            if (!replaces) {
                throw new BadLineException("the session " + name(session)
                        + " already exists with different content; --replace stores the file's version");
            }
            if (!dryRun) {
                open.store().delete(found.key(), null);
            }
        }
        if (!dryRun) {
            try {
                create(fitting);
            } catch (BadLineException | RuntimeException e) {
                there.ifPresent(old -> putBack(old, e));
                throw e;
            }
        }
        return there.isPresent() ? Outcome.REPLACED : Outcome.STORED;
    }

    /** What was to be replaced stays if nothing has come in its place. */
    private void putBack(SessionRecord old, Exception failure) {
        try {
            boolean unused = open.store().create(old);
        } catch (RuntimeException e) {
            failure.addSuppressed(e);
        }
    }

    private void create(SessionRecord session) throws BadLineException {
        if (!open.store().create(session)) {
            throw new BadLineException("the session " + name(session.header()) + " appeared in the meantime");
        }
        arrival.requireKept(session);
    }

    /** By its key, or under another one by its handle: its id may have changed. */
    private Optional<SessionRecord> there(SessionHeader session) throws BadLineException {
        try {
            return open.store().find(session.key()).or(() -> open.store().findByHandle(session.handle()));
        } catch (UnreadableSessionException e) {
            throw new BadLineException("what is stored under the key of the session " + name(session)
                    + " cannot be read: " + e.getMessage());
        }
    }

    private SessionRecord fitting(SessionLine line) throws BadLineException {
        SessionRecord session = line.session();
        SessionKey key = session.header().key();
        try {
            SessionRecord fitting = arrival.fit(session, key);
            if (line.raw().isEmpty()) {
                return fitting;
            }
            Encoding wanted = open.store().traits().encoding();
            if (wanted != header.encoding()) {
                throw new BadLineException("the session " + name(session.header()) + " has "
                        + Words.count(line.raw().size(), "attribute") + " that only a store of " + header.encoding()
                        + " can keep, such as " + header.store());
            }
            Map<String, Encoded> all = new LinkedHashMap<>(fitting.attributes().values());
            all.putAll(line.raw());
            Attributes attributes = new Attributes(all);
            return new SessionRecord(fitting.header().withSize(attributes.size()), attributes);
        } catch (UnreadableSessionException e) {
            throw new BadLineException(String.valueOf(e.getMessage()));
        }
    }

    private static SessionName name(SessionHeader session) {
        return new SessionName(session.handle());
    }
}
