package dev.carnet.mongodb;

import dev.carnet.bson.BsonText;
import dev.carnet.spi.SessionHeader;
import dev.carnet.spi.SessionKey;
import dev.carnet.spi.SessionQuery;
import dev.carnet.spi.SessionRecord;
import dev.carnet.spi.SweepQuery;
import dev.carnet.spi.document.StoredHeader;
import java.time.Instant;
import java.util.List;
import org.bson.BsonArray;
import org.bson.BsonDateTime;
import org.bson.BsonDocument;
import org.bson.BsonInt32;
import org.bson.BsonInt64;
import org.bson.BsonNull;
import org.bson.BsonString;
import org.bson.BsonValue;
import org.bson.RawBsonDocument;
import org.jspecify.annotations.Nullable;

/**
 * Which documents an operation means. The guard of every write is in its filter.
 *
 * @param layout where attributes and Carnet's fields stand
 * @param ids how keys are stored
 */
record Filters(Layout layout, SessionIds ids) {
    private static final BsonValue ABSENT = BsonNull.VALUE;
    private static final BsonArray KNOWN_FORMATS = new BsonArray(
            List.of(ABSENT, new BsonString(StoredHeader.DIGEST_FORMAT), new BsonString(StoredHeader.ID_FORMAT)));

    /** What a readable session of Carnet's has, besides its expiry. */
    private static final List<String> NEEDED = List.of(Layout.HANDLE, Layout.VERSION, Layout.CREATED, Layout.ACCESSED);

    /** What a header needs. Of the attributes only that they are there: no attribute is stored under such a name. */
    BsonDocument header() {
        if (layout == Layout.TOP_LEVEL) {
            return new BsonDocument(Layout.OWN, new BsonInt32(1));
        }
        BsonDocument fields = new BsonDocument(Layout.ATTRIBUTES + ".%25none", new BsonInt32(1));
        Layout.HEADER.forEach(field -> fields.append(field, new BsonInt32(1)));
        return fields;
    }

    /** Matches the session as a writer read it, regardless of touches since; or a record that is still foreign. */
    BsonDocument unwritten(SessionHeader base) {
        return base.isForeign() ? foreign(base.key()) : version(base);
    }

    /** The session that a writer read, if nobody has written or touched it since. */
    BsonDocument unchanged(SessionRecord base) {
        SessionHeader header = base.header();
        if (header.isForeign()) {
            return base.asRead() instanceof RawBsonDocument read ? asRead(header.key(), read) : foreign(header.key());
        }
        return version(header).append(layout.path(Layout.ACCESSED), date(header.lastAccessedAt()));
    }

    /** The same where another program, which knows no versions, may have written the document that was read. */
    BsonDocument unchanged(SessionRecord base, RawBsonDocument read) {
        BsonDocument same = unchanged(base);
        asWritten(read).forEach(same::putIfAbsent);
        return same;
    }

    private BsonDocument handle(SessionHeader header) {
        return ids.is(header.key()).append(layout.path(Layout.HANDLE), new BsonString(header.handle()));
    }

    private BsonDocument foreign(SessionKey key) {
        return ids.is(key).append(layout.path(Layout.VERSION), new BsonDocument("$in", unversioned()));
    }

    private static BsonArray unversioned() {
        return new BsonArray(List.of(ABSENT, new BsonInt64(SessionHeader.UNVERSIONED)));
    }

    /** Detects a writer without a version by the attributes it changed; names that no path can express are skipped. */
    private BsonDocument asRead(SessionKey key, RawBsonDocument read) {
        BsonDocument same = foreign(key);
        same.putAll(asWritten(read));
        return same;
    }

    private static BsonDocument asWritten(RawBsonDocument read) {
        BsonDocument same = new BsonDocument();
        read.forEach((name, value) -> {
            if (!name.equals(SessionIds.ID) && name.indexOf('.') < 0 && !name.startsWith("$")) {
                same.append(name, new BsonDocument("$eq", value));
            }
        });
        return same;
    }

    /** What an id change inserted and takes back. */
    BsonDocument inserted(SessionHeader next) {
        return version(next);
    }

    private BsonDocument version(SessionHeader header) {
        return handle(header).append(layout.path(Layout.VERSION), new BsonInt64(header.version()));
    }

    BsonDocument touchable(SessionKey key, long version, Instant lastAccessedAt) {
        return ids.is(key)
                .append(layout.path(Layout.VERSION), new BsonInt64(version))
                .append(layout.path(Layout.ACCESSED), new BsonDocument("$lt", date(lastAccessedAt)));
    }

    BsonDocument deletable(SessionKey key, @Nullable Instant ifExpiredBy) {
        BsonDocument one = ids.is(key);
        if (ifExpiredBy != null) {
            one.append(layout.path(Layout.EXPIRES), atMost(ifExpiredBy))
                    .append(layout.path(Layout.FORMAT), new BsonDocument("$in", KNOWN_FORMATS));
            NEEDED.forEach(part -> one.append(layout.path(part), new BsonDocument("$ne", ABSENT)));
        }
        return one;
    }

    /** What may be sessions of Carnet's that have expired, from an expiry on. */
    BsonDocument expired(SweepQuery query, @Nullable SweepPosition behind) {
        BsonArray all = new BsonArray(List.of(
                field(Layout.EXPIRES, atMost(query.by())),
                field(Layout.VERSION, new BsonDocument("$exists", new BsonInt32(1)))));
        if (behind != null) {
            all.add(field(Layout.EXPIRES, new BsonDocument("$gte", date(behind.expiresAt()))));
        }
        ids.addPrefix(query.keyPrefix(), all);
        return new BsonDocument("$and", all);
    }

    /** Sessions after a cursor that a query means. */
    BsonDocument matching(SessionQuery query, BsonDocument afterCursor) {
        BsonArray all = new BsonArray(List.of(afterCursor));
        addConditions(query, all);
        return new BsonDocument("$and", all);
    }

    /** Sessions that a query means and that can be read, foreign ones among them. */
    BsonDocument counted(SessionQuery query) {
        BsonArray complete = new BsonArray(List.of(field(Layout.FORMAT, new BsonDocument("$in", KNOWN_FORMATS))));
        NEEDED.forEach(part -> complete.add(field(part, new BsonDocument("$ne", ABSENT))));
        complete.add(field(Layout.EXPIRES, new BsonDocument("$ne", ABSENT)));
        BsonArray foreign = new BsonArray(List.of(
                field(Layout.FORMAT, ABSENT),
                field(Layout.HANDLE, ABSENT),
                field(Layout.VERSION, new BsonDocument("$in", unversioned()))));
        if (layout == Layout.DATA) {
            foreign.add(new BsonDocument(Layout.ATTRIBUTES, new BsonDocument("$type", new BsonString("object"))));
        }
        BsonArray all = new BsonArray(List.of(
                ids.isKey(),
                new BsonDocument(
                        "$or",
                        new BsonArray(
                                List.of(new BsonDocument("$and", complete), new BsonDocument("$and", foreign))))));
        addConditions(query, all);
        return new BsonDocument("$and", all);
    }

    /** The session with a handle. */
    BsonDocument handle(String handle) {
        return field(Layout.HANDLE, new BsonString(handle));
    }

    private void addConditions(SessionQuery query, BsonArray all) {
        ids.addPrefix(query.keyPrefix(), all);
        if (query.principal() != null) {
            all.add(field(Layout.PRINCIPAL, new BsonString(BsonText.escape(query.principal()))));
        }
        if (query.idleSince() != null) {
            all.add(field(Layout.ACCESSED, not(new BsonDocument("$gt", date(query.idleSince())))));
        }
        if (query.accessedSince() != null) {
            all.add(field(Layout.ACCESSED, new BsonDocument("$gte", date(query.accessedSince()))));
        }
        if (query.expiredBy() != null) {
            all.add(field(Layout.EXPIRES, atMost(query.expiredBy())));
        }
        if (query.liveAt() != null) {
            all.add(field(Layout.EXPIRES, not(atMost(query.liveAt()))));
        }
    }

    private BsonDocument field(String name, BsonValue condition) {
        return new BsonDocument(layout.path(name), condition);
    }

    private static BsonDocument atMost(Instant instant) {
        return new BsonDocument("$lte", date(instant));
    }

    private static BsonDocument not(BsonDocument condition) {
        return new BsonDocument("$not", condition);
    }

    private static BsonDateTime date(Instant instant) {
        return new BsonDateTime(instant.toEpochMilli());
    }
}
