package dev.carnet.dancer.kioku;

import dev.carnet.kiokudb.EntrySerializer;
import dev.carnet.spi.document.JsonObject;
import dev.carnet.spi.document.ReservedNames;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One of KiokuDB's serializers. Carnet's bookkeeping stands in a note that Perl overlooks, and drops when it writes the entry. So
 * does the whole entry's JSON where Perl cannot say it exactly, such as a decimal number, which is a text in Storable's network
 * order: it counts until Perl has written.
 *
 * <pre>
 * {"__carnet":{"version":"00c0ffee00c0ffee",...}}
 * {"entry":{"__CLASS__":"Dancer::Session::KiokuDB","__carnet":{...},"data":{"price":3.25},...}}
 * </pre>
 */
abstract class PerlEntrySerializer implements EntrySerializer {
    private static final String BOOKKEEPING = ReservedNames.PREFIX;
    private static final String EXACTLY = "entry";
    private static final String BEHIND = "data";

    private final KiokuForm form;

    PerlEntrySerializer(KiokuForm form) {
        this.form = form;
    }

    @Override
    public final String toJson(byte[] bytes) {
        try {
            KiokuEntry entry = form.entry(form.read(bytes))
                    .orElseThrow(() -> new IllegalArgumentException("it is not an entry of KiokuDB"));
            Map<String, String> note = entry.note() == null ? Map.of() : JsonObject.split(entry.note());
            String exactly = note.get(EXACTLY);
            return exactly == null ? json(entry, note.get(BOOKKEEPING)) : exactly;
        } catch (StackOverflowError e) {
            throw new IllegalArgumentException("the entry is nested too deep for this thread's stack", e);
        }
    }

    private String json(KiokuEntry entry, @Nullable String bookkeeping) {
        Map<String, String> members = new LinkedHashMap<>();
        new Jspon(form).members(entry).forEach((name, json) -> {
            if (name.equals(BEHIND) && bookkeeping != null) {
                members.put(BOOKKEEPING, bookkeeping);
            }
            members.put(name, json);
        });
        return JsonObject.join(members);
    }

    @Override
    public final byte[] toBytes(String json) {
        try {
            Map<String, String> members = JsonObject.split(json);
            String bookkeeping = members.remove(BOOKKEEPING);
            KiokuEntry entry = new Jspon(form).entry(members);
            byte[] bytes = bytes(bookkeeping == null ? entry : noted(entry, BOOKKEEPING, bookkeeping));
            return toJson(bytes).equals(json) ? bytes : bytes(noted(entry, EXACTLY, json));
        } catch (StackOverflowError e) {
            throw new IllegalArgumentException("a value is nested too deep for this thread's stack", e);
        }
    }

    private static KiokuEntry noted(KiokuEntry entry, String name, String json) {
        return entry.withNote(JsonObject.join(Map.of(name, json)));
    }

    private byte[] bytes(KiokuEntry entry) {
        return form.of(form.of(entry)).write();
    }
}
