package dev.carnet.fuzzing;

import dev.carnet.memory.MemorySessionStore;
import dev.carnet.spi.Attributes;
import dev.carnet.spi.Encoded;
import dev.carnet.spi.Encoding;
import dev.carnet.spi.SessionHeader;
import dev.carnet.spi.SessionKey;
import dev.carnet.spi.SessionQuery;
import dev.carnet.spi.SessionRecord;
import dev.carnet.spi.StoreTraits;
import dev.carnet.spi.decorate.ForwardingSessionStore;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;

/** A store in memory that wants values of an encoding, and into which one session is planted. */
final class EncodedStore extends ForwardingSessionStore {
    private static final SessionKey KEY = SessionKey.ofStored("0123456789012345678901234567890123456789");
    private static final Instant NOW = Instant.parse("2026-11-30T10:00:00Z");

    private final Encoding encoding;

    EncodedStore(Encoding encoding) {
        super(new MemorySessionStore());
        this.encoding = encoding;
    }

    @Override
    public StoreTraits traits() {
        StoreTraits traits = super.traits();
        return new StoreTraits(
                traits.name(),
                encoding,
                traits.nativeExpiry(),
                traits.principalIndex(),
                traits.durable(),
                traits.shared(),
                traits.maxSessionBytes(),
                traits.maxPrincipalLength());
    }

    SessionRecord plain() {
        Attributes attributes = new Attributes(Map.of("admin", value("false", null), "n", value("7", "long")));
        return new SessionRecord(
                new SessionHeader(
                        KEY, true, "s.handle", 1, NOW, NOW, null, null, SessionHeader.NEVER, "bob", attributes.size()),
                attributes);
    }

    private static Encoded value(String text, String note) {
        return Encoded.of(text.getBytes(StandardCharsets.UTF_8), note);
    }

    SessionRecord stored() {
        return scan(SessionQuery.ALL.withAttributes(), null, 1).sessions().get(0);
    }

    SessionRecord plant(SessionRecord session) {
        clear();
        create(session);
        return session;
    }

    void clear() {
        scan(SessionQuery.ALL, null, 10)
                .sessions()
                .forEach(each -> delete(each.header().key(), null));
    }
}
