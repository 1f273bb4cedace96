package dev.carnet.dancer.share;

import dev.carnet.dancer.perl.JsonPerl;
import dev.carnet.dancer.perl.NotPlainException;
import dev.carnet.dancer.perl.PerlHash;
import dev.carnet.dancer.perl.PerlJson;
import dev.carnet.dancer.perl.PerlScalar;
import dev.carnet.dancer.perl.PerlStored;
import dev.carnet.dancer.perl.PerlValue;
import dev.carnet.spi.SessionKey;
import dev.carnet.spi.document.ReservedNames;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The session as one of Perl's serializers keeps it. Bookkeeping is one text under {@code __carnet}, which Perl keeps with the
 * rest.
 *
 * @param serializer the serializer
 * @param className what a new session is blessed into, or null for a plain hash
 * @param idInData whether its id is inside
 */
record PerlFormat(PerlSerializer serializer, @Nullable String className, boolean idInData) implements RecordFormat {
    private static final String ID = "id";

    @Override
    public Map<String, String> read(SessionKey key, String content) {
        Map<String, String> members = members(session(content));
        String bookkeeping = members.get(ReservedNames.PREFIX);
        return bookkeeping == null ? members : ExactJson.restored(members, bookkeeping, serializer::asStored);
    }

    /** As Perl's values say it. */
    private Map<String, String> members(PerlHash session) {
        Map<String, String> members = new LinkedHashMap<>();
        session.slots().forEach((name, slot) -> {
            if (!(idInData && name.equals(ID))) {
                members.put(name, json(name, slot.value()));
            }
        });
        return members;
    }

    private PerlStored stored(String content) {
        return serializer.read(content.getBytes(StandardCharsets.ISO_8859_1));
    }

    private PerlHash session(String content) {
        return session(stored(content));
    }

    private static PerlHash session(PerlStored stored) {
        if (stored.root().target() instanceof PerlHash hash) {
            return hash;
        }
        throw new IllegalArgumentException("the stored value is not a hash");
    }

    private static String json(String name, PerlValue value) {
        if (name.equals(ReservedNames.PREFIX) && value instanceof PerlScalar text) {
            return text.text();
        }
        try {
            return PerlJson.write(value);
        } catch (NotPlainException e) {
            return UnreadableValue.of(String.valueOf(e.getMessage()));
        }
    }

    @Override
    public String write(SessionKey key, Map<String, String> members, String old) {
        PerlStored stored = old.isEmpty() ? serializer.of(newSession()) : stored(old);
        PerlHash session = session(stored);
        Map<String, String> before = old.isEmpty() ? Map.of() : read(key, old);
        List.copyOf(session.slots().keySet()).stream()
                .filter(name -> !members.containsKey(name))
                .forEach(session::remove);
        ExactJson.noted(members, serializer::asStored).forEach((name, json) -> {
            if (name.equals(ReservedNames.PREFIX)) {
                session.put(name, PerlScalar.of(json));
            } else if (!json.equals(before.get(name))) {
                session.put(name, JsonPerl.read(json));
            }
        });
        if (idInData) {
            session.put(ID, PerlScalar.of(key.value()));
        }
        return new String(stored.write(), StandardCharsets.ISO_8859_1);
    }

    private PerlHash newSession() {
        PerlHash session = new PerlHash();
        session.bless(className);
        return session;
    }
}
