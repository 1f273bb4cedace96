package dev.carnet.mongodb;

import com.mongodb.MongoException;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.InsertManyOptions;
import dev.carnet.error.SessionStoreException;
import dev.carnet.error.UnreadableSessionException;
import dev.carnet.error.WriteNotStoredException;
import dev.carnet.options.SessionOptions;
import dev.carnet.spi.Encoding;
import dev.carnet.spi.SessionHeader;
import dev.carnet.spi.SessionKey;
import dev.carnet.spi.SessionPage;
import dev.carnet.spi.SessionQuery;
import dev.carnet.spi.SessionRecord;
import dev.carnet.spi.SessionStore;
import dev.carnet.spi.SessionUpdate;
import dev.carnet.spi.StoreTraits;
import dev.carnet.spi.SweepBatch;
import dev.carnet.spi.SweepQuery;
import dev.carnet.spi.UpdateResult;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.bson.BsonDocument;
import org.bson.RawBsonDocument;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Stores each session as a document in MongoDB, on the primary. Thread-safe.
 *
 * <pre>
 * {_id: "...",                          the key
 *  data: {user: "ada", cart: [...]},    the attributes, as BSON's own types; names by {@link dev.carnet.bson.FieldNames}
 *  handle: "s...",                      missing in a document that somebody else wrote, like all that follow
 *  version: NumberLong(...),
 *  createdAt: ISODate(...), lastAccess: ISODate(...),
 *  expiresAt: ISODate(...),             9999-12-31T23:59:59Z is never; TTL index
 *  maxIdle: NumberLong(1800000),        milliseconds; missing is for ever
 *  endsAt: ISODate(...),                missing is never
 *  principal: "ada",                    indexed, with _id
 *  size: 1234,                          bytes of the attributes, as the last writer reckoned
 *  types: {cart: "set"}}                what BSON does not say of values; see dev.carnet.bson
 * </pre>
 *
 * In {@link Layout#TOP_LEVEL} attributes stand beside {@code _id} and all the rest under {@code __carnet}.
 *
 * <p>Every operation is one command, with its guard in the filter:
 *
 * <pre>
 * find      find {_id}
 * create    insert, which fails if the key is taken
 * update    update {_id, handle, version}: $set and $unset what changed, $max the times
 * touch     update {_id, version, lastAccess: {$lt}}: $set lastAccess, $max expiresAt
 * delete    delete {_id [, expiresAt: {$lte}]}
 * scan      find {_id: {$gt}, ...} in the order of _id
 * </pre>
 *
 * An update writes only what changed, and only over the version that was read. In a conflict the engine reads again.
 * Without the version in the filter, a command that was reported as failed and arrives late over a stalled connection
 * could overwrite newer data.
 *
 * <p>The sweep finds a batch in one command and deletes each session with its own guard, because a bulk deletion does
 * not report which documents it deleted.
 *
 * <p>One document more says which process sweeps: {@link LeaseDocument}.
 *
 * <p><b>A change of key</b> takes two commands, because {@code _id} cannot change and transactions would need a replica set:
 *
 * <ol>
 *   <li>Insert the whole next state under the new key.
 *   <li>Delete the old document, if it is still as it was read: handle, version and last access.
 * </ol>
 *
 * If step 2 deletes nothing, the old document was changed or is gone: a third command removes the new document, and the
 * engine merges and retries, or finds the session gone.
 *
 * <p>Why in this order: the new id is known to nobody until the update has returned, so between the steps requests still meet
 * the one old session, and whatever they do to it makes step 2 fail: a write changes the version, a touch the last access, a
 * logout or revocation deletes it. None of it is lost, none of it undone. From step 2 on, whoever still holds the old key
 * finds nothing: each of their guards names it. The other way round, a process that dies between the steps would take the
 * session with it; this way it leaves the old session as it was, and a document that nobody can reach, which expires. If the
 * answer to step 1 is lost, the engine sees that the old document is there, takes the new one back and calls it a failure. If
 * even that fails, a merge under the same new key finds its own remnant by the handle and replaces it as it was read: step 1
 * replaces nothing unseen, since it may arrive late. If the answer to step 2 is lost and the old document is gone, the change is taken for done: the session is
 * safe under the new key, and an error would leave the user with neither id. Only a logout in that very moment could have been
 * what deleted it. If the majority confirms one of the two in time or not, both are carried out, and that is told afterwards.
 */
public final class MongoSessionStore implements SessionStore {
    /** A document is at most 16 MiB; the difference is for Carnet's fields and for escaped names. */
    private static final long MAX_SESSION_BYTES = (16 << 20) - (64 << 10);

    private static final Logger LOG = LoggerFactory.getLogger("dev.carnet.mongodb");

    private final MongoClient client;
    private final MongoCollection<RawBsonDocument> collection;
    private final Runnable onClose;
    private final StoreTraits traits;
    private final Layout layout;
    private final SessionIds ids;
    private final SessionDocuments documents;
    private final Updates updates;
    private final Filters filters;
    private final SessionFinder finder;
    private final LeaseDocument lease;
    private final MongoFailures failures;

    /**
     * Opens a store with a client, which it does not close.
     *
     *
     * @throws IllegalArgumentException if the client reads from others than the primary, or does not wait for writes
     * @throws SessionStoreException if the server cannot be reached, or what bears the collection's name cannot hold sessions
     */
    public MongoSessionStore(MongoClient client, MongoOptions options) {
        this(client, options, SessionOptions.DEFAULTS.clockTolerance(), () -> {});
    }

    /**
     * @param grace how long after its expiry the server may delete a session by itself
     */
    MongoSessionStore(MongoClient client, MongoOptions options, Duration grace, Runnable onClose) {
        MongoPlace place = MongoPlace.of(client, options);
        this.client = client;
        this.onClose = onClose;
        this.collection = place.collection();
        this.failures = place.failures();
        this.layout = options.layout();
        this.ids = new SessionIds(options.objectIds());
        this.documents = new SessionDocuments(layout, ids);
        this.updates = new Updates(layout);
        this.filters = new Filters(layout, ids);
        this.finder = new SessionFinder(collection, layout, filters);
        this.lease = new LeaseDocument(collection, layout);
        place.requireUsable();
        IndexGap gap =
                failures.call("the indexes could not be inspected", () -> IndexGap.find(collection, layout, grace));
        if (!gap.isFast()) {
            LOG.warn("MongoDB: {}: {}", failures.place(), gap);
        }
        this.traits = new StoreTraits(
                "MongoDB", Encoding.BSON, gap.hasExpiry(), gap.hasPrincipal(), true, true, MAX_SESSION_BYTES);
    }

    @Override
    public StoreTraits traits() {
        return traits;
    }

    @Override
    public boolean create(SessionRecord session) {
        return failures.insert(
                "the new session could not be stored", () -> collection.insertOne(documents.write(session)));
    }

    @Override
    public Optional<SessionRecord> find(SessionKey key) {
        return failures.call("the session could not be read", () -> finder.find(key))
                .map(document -> DocumentReader.read(layout, document, key));
    }

    @Override
    public UpdateResult update(SessionUpdate update) {
        return failures.write("the session could not be stored", () -> {
            if (update.changesKey()) {
                return move(update);
            } else if (update.base().asRead() instanceof RawBsonDocument read && !layout.hasOwnNames(read)) {
                return rename(update, read);
            }
            BsonDocument filter = filters.unwritten(update.base().header());
            boolean found = Steps.one(
                    () -> collection.updateOne(filter, updates.of(update)).getMatchedCount());
            return found ? UpdateResult.SAVED : UpdateResult.CONFLICT;
        });
    }

    /** Replaces a document in which another program named attributes as no path can; from then on their names are Carnet's. */
    private UpdateResult rename(SessionUpdate update, RawBsonDocument read) {
        boolean found = Steps.one(() -> collection
                .replaceOne(filters.unchanged(update.base(), read), documents.write(update.next(), read))
                .getMatchedCount());
        return found ? UpdateResult.SAVED : UpdateResult.CONFLICT;
    }

    private UpdateResult move(SessionUpdate update) {
        SessionHeader next = update.next().header();
        Steps steps = new Steps();
        insert(steps, update.next());
        if (RepeatedDelete.delete(steps, collection, filters.unchanged(update.base()))) {
            steps.requireConfirmed();
            return UpdateResult.SAVED;
        }
        takeBack(next);
        return UpdateResult.CONFLICT;
    }

    /**
     * A record that exists under the new key is replaced only if it belongs to this session and is unchanged since it
     * was read.
     */
    private void insert(Steps steps, SessionRecord next) {
        RawBsonDocument document = documents.write(next);
        if (steps.insert(collection, document)) {
            return;
        }
        SessionRecord remnant = finder.find(next.header().key())
                .map(found -> DocumentReader.read(layout, found, next.header().key()))
                .filter(found -> found.header().handle().equals(next.header().handle()))
                .orElse(null);
        if (remnant == null
                || steps.run(() -> collection
                                .replaceOne(filters.unchanged(remnant), document)
                                .getMatchedCount())
                        == 0) {
            throw new SessionStoreException("MongoDB: the new key of a session already exists", null);
        }
    }

    /** The old document has changed or is gone, so the document here does not belong to a session that has moved. */
    private void takeBack(SessionHeader inserted) {
        try {
            RepeatedDelete.delete(new Steps(), collection, filters.inserted(inserted));
        } catch (MongoException e) {
            throw notTakenBack(failures.failed("its first half could not be undone", e));
        } catch (SessionStoreException e) {
            throw notTakenBack(e);
        }
    }

    private static WriteNotStoredException notTakenBack(SessionStoreException cause) {
        return new WriteNotStoredException(
                "MongoDB: the session was changed or ended during its id change; the entry under the new key could"
                        + " not be removed: "
                        + cause.getMessage(),
                cause);
    }

    @Override
    public boolean touch(SessionKey key, long version, Instant lastAccessedAt, Instant expiresAt) {
        BsonDocument filter = filters.touchable(key, version, lastAccessedAt);
        RawBsonDocument touch = updates.touch(lastAccessedAt, expiresAt);
        return failures.write(
                "the last access could not be stored",
                () -> new Steps().run(() -> collection.updateOne(filter, touch).getMatchedCount()) > 0);
    }

    @Override
    public boolean delete(SessionKey key, @Nullable Instant ifExpiredBy) {
        BsonDocument filter = filters.deletable(key, ifExpiredBy);
        return failures.write(
                "the session could not be deleted",
                () -> ifExpiredBy == null ? Steps.one(() -> delete(filter)) : isDeleted(filter));
    }

    /** What has expired need not be confirmed: it has ended anyway. */
    private boolean isDeleted(BsonDocument filter) {
        return new Steps().run(() -> delete(filter)) > 0;
    }

    private long delete(BsonDocument filter) {
        return collection.deleteOne(filter).getDeletedCount();
    }

    /** In the order of the expiry, so that a sweep meets no document twice. */
    @Override
    public SweepBatch deleteExpired(SweepQuery query, @Nullable String cursor, int limit) {
        SweepPosition begin = cursor == null ? null : SweepPosition.of(cursor);
        return failures.write("expired sessions could not be deleted", () -> {
            List<SessionRecord> deleted = new ArrayList<>();
            int unreadable = 0;
            SweepPosition position = begin == null ? new SweepPosition(Instant.MIN, 0) : begin;
            List<RawBsonDocument> found = finder.expired(query, begin, limit);
            for (RawBsonDocument each : found) {
                boolean isGone = false;
                try {
                    SessionRecord session = finder.swept(each, query.attributes());
                    if (!session.header().isForeign()) {
                        isGone = true;
                        if (isDeleted(filters.deletable(session.header().key(), query.by()))) {
                            deleted.add(session);
                        }
                    }
                } catch (UnreadableSessionException e) {
                    unreadable++;
                }
                Instant expiry = finder.expiry(each);
                position = isGone ? position.at(expiry) : position.behind(expiry);
            }
            return new SweepBatch(deleted, unreadable, found.size() < limit ? null : position.cursor());
        });
    }

    /** By a document of its own, in one command. */
    @Override
    public boolean claimSweep(String keyPrefix, String sweeper, Instant now, Instant until) {
        return failures.write("the sweep could not be claimed", () -> lease.claim(keyPrefix, sweeper, now, until));
    }

    @Override
    public SessionPage scan(SessionQuery query, @Nullable String cursor, int limit) {
        List<RawBsonDocument> found =
                failures.call("sessions could not be listed", () -> finder.ofEveryKind(query, cursor, limit));
        boolean isEnd = found.size() < limit;
        boolean isAll = query.principal() == null && query.keyPrefix().isEmpty();
        List<RawBsonDocument> strays = isAll && isEnd
                ? failures.call("documents that are not sessions could not be listed", finder::strays)
                : List.of();
        return finder.page(found, strays, query, limit);
    }

    @Override
    public long count(SessionQuery query) {
        return failures.call("sessions could not be counted", () -> collection.countDocuments(filters.counted(query)));
    }

    /** By an index. The handle of a foreign record is in no field: it takes a full scan. */
    @Override
    public Optional<SessionRecord> findByHandle(String handle) {
        Optional<SessionRecord> found =
                failures.call("the session could not be read", () -> finder.findByHandle(handle));
        return found.isEmpty() && SessionHeader.isForeignHandle(handle)
                ? SessionStore.super.findByHandle(handle)
                : found;
    }

    @Override
    public Set<SessionKey> createAll(Collection<SessionRecord> sessions) {
        if (sessions.isEmpty()) {
            return Set.of();
        }
        List<SessionRecord> all = List.copyOf(sessions);
        List<RawBsonDocument> written = all.stream().map(documents::write).toList();
        Set<Integer> taken = failures.insertAll(
                "the sessions could not be stored",
                () -> collection.insertMany(written, new InsertManyOptions().ordered(false)));
        return IntStream.range(0, all.size())
                .filter(each -> !taken.contains(each))
                .mapToObj(each -> all.get(each).header().key())
                .collect(Collectors.toSet());
    }

    /**
     * One command tells which are there, one deletes them; it gives but a number. If that is another one, a third tells which
     * are left.
     */
    @Override
    public Set<SessionKey> deleteAll(Collection<SessionKey> keys) {
        if (keys.isEmpty()) {
            return Set.of();
        }
        BsonDocument filter = ids.isAmong(keys.stream().map(ids::id).toList());
        return failures.write("the sessions could not be deleted", () -> {
            Set<SessionKey> present = finder.present(keys);
            if (collection.deleteMany(filter).getDeletedCount() < present.size()) {
                present.removeAll(finder.present(present));
            }
            return present;
        });
    }

    /** The store's {@link MongoClient}: the one it opened or the one handed in. */
    @Override
    public <T> Optional<T> unwrap(Class<T> type) {
        return type.isInstance(client) ? Optional.of(type.cast(client)) : SessionStore.super.unwrap(type);
    }

    @Override
    public void close() {
        onClose.run();
    }
}
