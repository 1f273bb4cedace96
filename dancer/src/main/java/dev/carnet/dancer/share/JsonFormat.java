package dev.carnet.dancer.share;

import dev.carnet.spi.SessionKey;
import dev.carnet.spi.document.JsonObject;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One JSON object in UTF-8.
 *
 * @param idInData whether the id stands among the members, as {@code Dancer::Session::DBI} has it
 */
record JsonFormat(boolean idInData) implements RecordFormat {
    private static final String ID = "id";

    @Override
    public Map<String, String> read(SessionKey key, String content) {
        Map<String, String> members = JsonObject.split(text(content));
        if (idInData) {
            members.remove(ID);
        }
        members.replaceAll((name, json) -> plain(json));
        return members;
    }

    private static String text(String content) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(content.getBytes(StandardCharsets.ISO_8859_1)))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new IllegalArgumentException("the JSON is no UTF-8", e);
        }
    }

    /** Perl writes numbers that JSON does not have. */
    private static String plain(String json) {
        return json.equals("inf") || json.equals("-inf") || json.equals("nan")
                ? UnreadableValue.of("a number that JSON has no word for")
                : json;
    }

    /** A member that stays is written as it was: pretty-printed, with its own order of keys. */
    @Override
    public String write(SessionKey key, Map<String, String> members, String old) {
        Map<String, String> written = new LinkedHashMap<>();
        Map<String, String> before = old.isEmpty() ? Map.of() : JsonObject.split(text(old));
        if (idInData) {
            written.put(ID, JsonObject.quote(key.value()));
        }
        members.forEach((name, json) -> {
            String was = before.get(name);
            written.put(name, was != null && plain(was).equals(json) ? was : json);
        });
        return new String(JsonObject.join(written).getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    }
}
