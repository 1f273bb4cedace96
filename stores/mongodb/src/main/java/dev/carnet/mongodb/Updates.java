package dev.carnet.mongodb;

import dev.carnet.bson.BsonFields;
import dev.carnet.bson.BsonText;
import dev.carnet.spi.Change;
import dev.carnet.spi.SessionHeader;
import dev.carnet.spi.SessionUpdate;
import dev.carnet.spi.document.StoredHeader;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.bson.RawBsonDocument;

/**
 * The update operators for a stored document: only the changes.
 *
 *
 * @param layout where attributes and Carnet's fields stand
 */
record Updates(Layout layout) {

    /** The update of a document under the same key. */
    RawBsonDocument of(SessionUpdate update) {
        SessionHeader next = update.next().header();
        Change change = update.change();
        List<String> unset = new ArrayList<>();
        BsonFields fields = new BsonFields().start("$set");
        fields.int64(layout.path(Layout.VERSION), next.version());
        fields.int32(layout.path(Layout.SIZE), next.size());
        if (update.base().header().isForeign()) {
            setBeginnings(next, fields);
        }
        setLimits(update, fields, unset);
        setAttributes(change, fields, unset);
        fields.end();
        if (!unset.isEmpty()) {
            fields.start("$unset");
            unset.forEach(path -> fields.string(path, ""));
            fields.end();
        }
        fields.start("$max").date(layout.path(Layout.ACCESSED), next.lastAccessedAt());
        if (!update.setsMaxIdle()) {
            fields.date(layout.path(Layout.EXPIRES), next.expiresAt());
        }
        return fields.end().document();
    }

    /** The fields that a foreign document lacks and that never change. */
    private void setBeginnings(SessionHeader next, BsonFields fields) {
        String format = StoredHeader.format(next);
        if (format != null) {
            fields.string(layout.path(Layout.FORMAT), format);
        }
        fields.string(layout.path(Layout.HANDLE), next.handle());
        fields.date(layout.path(Layout.CREATED), next.createdAt());
        Instant endsAt = next.endsAt();
        if (endsAt != null) {
            fields.date(layout.path(Layout.ENDS), endsAt);
        }
    }

    private void setLimits(SessionUpdate update, BsonFields fields, List<String> unset) {
        Change.SetTo<String> principal = update.change().principal();
        if (principal != null) {
            String path = layout.path(Layout.PRINCIPAL);
            String name = principal.value();
            if (name == null) {
                unset.add(path);
            } else {
                fields.string(path, BsonText.escape(name));
            }
        }
        Change.SetTo<Duration> maxIdle = update.change().maxIdle();
        if (maxIdle != null) {
            String path = layout.path(Layout.MAX_IDLE);
            Duration limit = maxIdle.value();
            if (limit == null) {
                unset.add(path);
            } else {
                fields.int64(path, SessionDocuments.millis(limit));
            }
            fields.date(layout.path(Layout.EXPIRES), update.next().header().expiresAt());
        }
    }

    /** A value written without a note takes away the note that its predecessor may have. */
    private void setAttributes(Change change, BsonFields fields, List<String> unset) {
        change.written().forEach((name, value) -> {
            fields.value(layout.attribute(name), value);
            String note = value.types();
            if (note == null) {
                unset.add(layout.type(name));
            } else {
                fields.string(layout.type(name), note);
            }
        });
        for (String name : change.removed()) {
            unset.add(layout.attribute(name));
            unset.add(layout.type(name));
        }
    }

    /** Notes an access. */
    RawBsonDocument touch(Instant lastAccessedAt, Instant expiresAt) {
        return new BsonFields()
                .start("$set")
                .date(layout.path(Layout.ACCESSED), lastAccessedAt)
                .end()
                .start("$max")
                .date(layout.path(Layout.EXPIRES), expiresAt)
                .end()
                .document();
    }
}
