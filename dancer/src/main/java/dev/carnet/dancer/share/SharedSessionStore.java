package dev.carnet.dancer.share;

import dev.carnet.error.SessionDataException;
import dev.carnet.error.UnreadableSessionException;
import dev.carnet.spi.SessionKey;
import dev.carnet.spi.SessionQuery;
import dev.carnet.spi.StoreTraits;
import dev.carnet.spi.document.Document;
import dev.carnet.spi.document.DocumentPage;
import dev.carnet.spi.document.DocumentStore;
import dev.carnet.spi.document.LeaseRefusal;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sessions in a Perl application's own records, which that application uses as well: each is read and written in the form that
 * its engine knows.
 *
 * <p>What Perl wrote since Carnet did is noticed by a digest, and lets the idle time begin anew. A sweep that notices it stores
 * what it has noticed. Values that Perl wrote and that did not change stay as they are, classes and sharing included.
 */
final class SharedSessionStore extends DocumentStore {
    private static final Logger LOG = LoggerFactory.getLogger("dev.carnet.dancer");

    private final RawRecords records;
    private final RecordFormat format;
    private final @Nullable Duration maxIdle;
    private final InstantSource clock;
    private final LeaseRefusal refusal;

    /**
     * @param maxIdle how long a session lives that only Perl has written, if the store says when; null is for ever
     * @param clock tells when a write of Perl's was noticed
     */
    SharedSessionStore(
            StoreTraits traits,
            RawRecords records,
            RecordFormat format,
            @Nullable Duration maxIdle,
            InstantSource clock) {
        super(traits);
        this.records = records;
        this.format = format;
        this.maxIdle = maxIdle;
        this.clock = clock;
        this.refusal = new LeaseRefusal(traits.name());
    }

    @Override
    protected Optional<String> get(SessionKey key) {
        return records.get(key).map(raw -> {
            try {
                return document(key, raw);
            } catch (IllegalArgumentException e) {
                throw new UnreadableSessionException(
                        traits().name() + ": the entry under a key is not a session (" + e.getMessage()
                                + "); it is left unchanged",
                        e);
            }
        });
    }

    private String document(SessionKey key, RawRecord raw) {
        return SharedRecord.document(key, format.read(key, raw.content()), raw, clock.instant(), maxIdle);
    }

    @Override
    protected boolean insert(Document session) {
        return insert(session, "");
    }

    /** With what only Perl understands of it. */
    @Override
    protected boolean insertMoved(Document session, SessionKey from) {
        return insert(session, records.get(from).map(RawRecord::content).orElse(""));
    }

    private boolean insert(Document session, String old) {
        return records.insert(
                session.key(),
                content(session, old),
                SharedRecord.keepUntil(session.header().expiresAt()));
    }

    private String content(Document session, String old) {
        try {
            return format.write(session.key(), SharedRecord.members(session.text(), format.idInData()), old);
        } catch (IllegalArgumentException e) {
            throw new SessionDataException(
                    traits().name() + ": a value cannot be stored as the Perl application stores it: " + e.getMessage(),
                    e);
        }
    }

    @Override
    protected boolean replace(String expected, Document next) {
        RawRecord raw = standing(next.key(), expected).orElse(null);
        return raw != null
                && records.replace(
                        next.key(),
                        raw.content(),
                        content(next, raw.content()),
                        SharedRecord.keepUntil(next.header().expiresAt()));
    }

    @Override
    protected boolean remove(SessionKey key, String expected) {
        return standing(key, expected)
                .filter(raw -> records.remove(key, raw.content()))
                .isPresent();
    }

    /** Whatever is there, a record that cannot be read too. */
    @Override
    protected boolean remove(SessionKey key) {
        Optional<RawRecord> raw = records.get(key);
        while (raw.isPresent() && !records.remove(key, raw.get().content())) {
            raw = records.get(key);
        }
        return raw.isPresent();
    }

    /** The record under a key, if it is what a document was made of. */
    private Optional<RawRecord> standing(SessionKey key, String document) {
        return records.get(key).filter(raw -> {
            try {
                return SharedRecord.isOf(document, raw, format.read(key, raw.content()));
            } catch (IllegalArgumentException unreadableNow) {
                return false;
            }
        });
    }

    @Override
    protected DocumentPage page(SessionQuery query, @Nullable String cursor, int limit) {
        RawRecords.Page page = records.page(cursor, limit);
        Map<SessionKey, String> texts = new LinkedHashMap<>();
        List<String> strays = new ArrayList<>(page.strays());
        page.records().forEach((key, raw) -> {
            try {
                String text = document(key, raw);
                if (query.expiredBy() != null) {
                    noteUse(key, raw, text);
                }
                texts.put(key, text);
            } catch (IllegalArgumentException unreadable) {
                strays.add(key.value());
            }
        });
        return new DocumentPage(texts, strays, page.nextCursor());
    }

    /**
     * A session of which only the sweep hears would else begin anew with every sweep. One that has no room for the note, such as
     * a text as long as its column, does so, and stops no sweep.
     */
    private void noteUse(SessionKey key, RawRecord raw, String text) {
        Map<String, String> members = format.read(key, raw.content());
        if (SharedRecord.isWrittenByPerl(members)) {
            try {
                records.replace(
                        key,
                        raw.content(),
                        format.write(key, SharedRecord.members(text, format.idInData()), raw.content()),
                        SharedRecord.keepUntil(SharedRecord.expiresAt(text)));
            } catch (SessionDataException noRoom) {
                LOG.warn(
                        "{}: the sweep cannot record that the Perl application has written a session, which"
                                + " therefore expires later: {}",
                        traits().name(),
                        noRoom.getMessage());
            }
        }
    }

    /** Where Perl's engine does not see it. A storage that refuses it there lets every process sweep. */
    @Override
    public boolean claimSweep(String keyPrefix, String sweeper, Instant now, Instant until) {
        return refusal.claims(() -> records.claim(keyPrefix, sweeper, now, until));
    }

    @Override
    public <T> Optional<T> unwrap(Class<T> type) {
        return type.isInstance(records) ? Optional.of(type.cast(records)) : super.unwrap(type);
    }

    @Override
    public void close() {
        records.close();
    }
}
