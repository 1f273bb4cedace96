package dev.carnet.cli.transfer;

import dev.carnet.cli.command.OpenStore;
import dev.carnet.cli.selection.SessionName;
import dev.carnet.error.PoolExhaustedException;
import dev.carnet.error.SessionDataException;
import dev.carnet.error.SessionStoreException;
import dev.carnet.error.StoreUnreachableException;
import dev.carnet.error.UnconfirmedWriteException;
import dev.carnet.error.UnreadableSessionException;
import dev.carnet.fallback.Arrival;
import dev.carnet.spi.Attributes;
import dev.carnet.spi.Change;
import dev.carnet.spi.Encoded;
import dev.carnet.spi.Encoding;
import dev.carnet.spi.SessionHeader;
import dev.carnet.spi.SessionKey;
import dev.carnet.spi.SessionQuery;
import dev.carnet.spi.SessionRecord;
import dev.carnet.spi.SessionUpdate;
import dev.carnet.spi.UpdateResult;
import dev.carnet.spi.decorate.Versions;
import dev.carnet.text.Words;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Stores the sessions of an exported file. New ones are created together; those that replace a stored one, each by itself.
 * Not thread-safe.
 */
final class SessionImport {
    private final OpenStore open;
    private final ExportHeader header;
    private final Arrival arrival;
    private final SessionQuery expired;
    private final boolean replaces;
    private final boolean dryRun;
    private final StoredHandles handles;
    private boolean comparesStored;

    /** What became of a session. */
    enum Outcome {
        STORED,
        REPLACED,
        /** It is there, as it is in the file. */
        SAME,
        EXPIRED,
        /** It is not stored, and the result says why. */
        REFUSED
    }

    /**
     * What became of a line's session.
     *
     * @param why it was refused; empty otherwise
     */
    record Result(Outcome outcome, String why) {
        private static Result of(Outcome outcome) {
            return new Result(outcome, "");
        }

        private static Result refused(Exception cause) {
            return new Result(Outcome.REFUSED, String.valueOf(cause.getMessage()));
        }
    }

    SessionImport(
            OpenStore open,
            ExportHeader header,
            Arrival arrival,
            StoredHandles handles,
            boolean replaces,
            boolean dryRun) {
        this.open = open;
        this.handles = handles;
        this.header = header;
        this.arrival = arrival;
        this.expired = open.sessions().expired(SessionQuery.ALL);
        this.replaces = replaces;
        this.dryRun = dryRun;
    }

    /**
     * Whether a session that is there with the version of the file is compared with it, and written again if it differs: an import
     * that was killed had perhaps not read it back yet.
     */
    void comparesStored(boolean value) {
        comparesStored = value;
    }

    /**
     * Stores the sessions of some lines.
     *
     * @param lines whose checksums are right
     * @return what became of each, in the order of the lines
     */
    List<Result> store(List<String> lines) {
        Result[] results = new Result[lines.size()];
        Map<Integer, SessionRecord> created = new LinkedHashMap<>();
        Set<String> names = new HashSet<>();
        for (int i = 0; i < results.length; i++) {
            try {
                SessionLine read = SessionLine.of(lines.get(i));
                SessionHeader session = read.session().header();
                if (names.contains(session.key().value()) || names.contains(session.handle())) {
                    createAll(created, results); // an earlier line has the same session: it has to be there first
                    names.clear();
                }
                Optional<SessionRecord> fitting = fitting(read);
                Optional<SessionRecord> there = fitting.isEmpty() ? Optional.empty() : there(session);
                if (fitting.isEmpty()) {
                    results[i] = Result.of(Outcome.EXPIRED);
                } else if (there.isPresent()) {
                    results[i] = Result.of(meets(there.get(), fitting.get()));
                } else {
                    created.put(i, fitting.get());
                    names.add(session.key().value());
                    names.add(session.handle());
                }
            } catch (BadLineException e) {
                results[i] = Result.refused(e);
            }
        }
        createAll(created, results);
        return List.of(results);
    }

    /** Creates new sessions and forgets them. */
    private void createAll(Map<Integer, SessionRecord> sessions, Result[] results) {
        if (dryRun) {
            sessions.keySet().forEach(each -> results[each] = Result.of(Outcome.STORED));
        } else if (!sessions.isEmpty()) {
            sessions.values().forEach(each -> handles.added(each.header().handle()));
            createTogether(sessions, results);
        }
        sessions.clear();
    }

    /** Where the store refuses them together, it is asked for each: one that it cannot keep holds up no other. */
    private void createTogether(Map<Integer, SessionRecord> sessions, Result[] results) {
        Set<SessionKey> created;
        try {
            created = open.store().createAll(sessions.values());
        } catch (StoreUnreachableException | PoolExhaustedException | UnconfirmedWriteException e) {
            throw e;
        } catch (SessionDataException | SessionStoreException e) {
            sessions.forEach((line, each) -> results[line] = createdAgain(each));
            return;
        }
        arrival.requireKept(sessions.values().stream()
                .filter(each -> created.contains(each.header().key()))
                .toList());
        sessions.forEach((line, each) -> results[line] =
                created.contains(each.header().key()) ? Result.of(Outcome.STORED) : Result.refused(appeared(each)));
    }

    /** The attempt that failed may have stored it. */
    private Result createdAgain(SessionRecord session) {
        try {
            Optional<SessionRecord> there = there(session.header());
            if (there.isPresent() && isVersionOf(session.header(), there.get().header())) {
                arrival.requireKept(List.of(session));
            } else {
                create(session);
            }
            return Result.of(Outcome.STORED);
        } catch (BadLineException e) {
            return Result.refused(e);
        }
    }

    /** What is done about a session of the store under the key or the handle of the file's. */
    private Outcome meets(SessionRecord there, SessionRecord session) throws BadLineException {
        SessionHeader found = there.header();
        if (isVersionOf(session.header(), found)) {
            return comparesStored && !Arrival.isSame(there, session) ? writtenAgain(there, session) : Outcome.SAME;
        }
        if (!replaces) {
            throw new BadLineException("the session " + name(session.header())
                    + " already exists with different content; --replace stores the file's version");
        }
        if (!dryRun) {
            open.store().delete(found.key(), null);
            try {
                create(session);
            } catch (BadLineException | RuntimeException e) {
                putBack(there, e);
                throw e;
            }
        }
        return Outcome.REPLACED;
    }

    /** What a killed import has left reads differently than in the file; unless it has been changed since. */
    private Outcome writtenAgain(SessionRecord there, SessionRecord session) {
        SessionHeader header = session.header();
        Map<String, Encoded> values = session.attributes().values();
        Set<String> removed = new HashSet<>(there.attributes().values().keySet());
        removed.removeAll(values.keySet());
        SessionRecord next = new SessionRecord(header.withVersion(Versions.next()), session.attributes());
        Change everything = new Change(
                values, removed, new Change.SetTo<>(header.principal()), new Change.SetTo<>(header.maxIdle()), null);
        if (open.store().update(new SessionUpdate(there, next, everything, true)) != UpdateResult.SAVED) {
            return Outcome.SAME;
        }
        arrival.requireKept(List.of(next));
        return Outcome.STORED;
    }

    private static boolean isVersionOf(SessionHeader session, SessionHeader found) {
        return found.key().equals(session.key()) && found.version() == session.version();
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
        handles.added(session.header().handle());
        try {
            if (!open.store().create(session)) {
                throw appeared(session);
            }
        } catch (SessionDataException e) {
            throw new BadLineException("the session " + name(session.header()) + " cannot be kept: " + e.getMessage());
        }
        arrival.requireKept(List.of(session));
    }

    private static BadLineException appeared(SessionRecord session) {
        return new BadLineException("the session " + name(session.header()) + " appeared in the meantime");
    }

    /** By its key, or under another one by its handle: its id may have changed. */
    private Optional<SessionRecord> there(SessionHeader session) throws BadLineException {
        try {
            return open.store().find(session.key()).or(() -> handles.find(session.handle()));
        } catch (UnreadableSessionException e) {
            throw new BadLineException("what is stored under the key of the session " + name(session)
                    + " cannot be read: " + e.getMessage());
        }
    }

    /** A line's session as the store is to keep it; empty if it has expired. */
    private Optional<SessionRecord> fitting(SessionLine line) throws BadLineException {
        SessionRecord session = line.session();
        SessionKey key = session.header().key();
        if (!key.value().startsWith(open.options().keyPrefix())) {
            throw new BadLineException(
                    "the session " + name(session.header()) + " belongs to another application's scope");
        }
        if (expired.matches(session.header())) {
            return Optional.empty();
        }
        try {
            SessionRecord fitting = arrival.fit(session, key);
            if (line.raw().isEmpty()) {
                return Optional.of(fitting);
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
            return Optional.of(new SessionRecord(fitting.header().withSize(attributes.size()), attributes));
        } catch (UnreadableSessionException e) {
            throw new BadLineException(String.valueOf(e.getMessage()));
        }
    }

    private static SessionName name(SessionHeader session) {
        return new SessionName(session.handle());
    }
}
