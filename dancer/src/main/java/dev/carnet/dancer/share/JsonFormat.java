package dev.carnet.dancer.share;

import dev.carnet.spi.SessionKey;
import dev.carnet.spi.document.JsonObject;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.StringJoiner;

/**
 * One JSON object in UTF-8.
 *
 * @param idInData whether the id stands among the members, as {@code Dancer::Session::DBI} has it
 * @param latin1 whether Perl's connection is {@linkplain Latin1Text latin1}; what Carnet writes is ASCII, the same to any
 */
record JsonFormat(boolean idInData, boolean latin1) implements RecordFormat {
    private static final String ID = "id";
    private static final int FIRST_BEYOND_ASCII = 0x7f;

    @Override
    public Map<String, String> read(SessionKey key, String content) {
        Map<String, String> members = new LinkedHashMap<>();
        JsonObject.split(text(content)).forEach((stored, json) -> {
            if (!(idInData && stored.equals(ID))) {
                members.put(name(stored), ascii(plain(json)));
            }
        });
        return members;
    }

    private static String text(String content) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(content.getBytes(StandardCharsets.ISO_8859_1)))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new IllegalArgumentException("the JSON is not valid UTF-8", e);
        }
    }

    /** Perl writes numbers that JSON does not have. */
    private String plain(String stored) {
        String json = latin1 ? Latin1Text.repaired(stored) : stored;
        return json.equals("inf") || json.equals("-inf") || json.equals("nan")
                ? UnreadableValue.of("a number that JSON cannot represent")
                : json;
    }

    /**
     * A member that stays is written as it was: pretty-printed, with its own order of keys, and its characters as they are, which
     * Perl's connection perhaps understands in its own way.
     */
    @Override
    public String write(SessionKey key, Map<String, String> members, String old) {
        Map<String, String> before = old.isEmpty() ? Map.of() : JsonObject.split(text(old));
        Map<String, String> names = new HashMap<>();
        before.keySet().forEach(stored -> names.put(name(stored), stored));
        StringJoiner written = new StringJoiner(",", "{", "}");
        if (idInData) {
            written.add(JsonObject.quote(ID) + ":" + JsonObject.quote(key.value()));
        }
        members.forEach((name, json) -> {
            String stored = names.getOrDefault(name, name);
            String was = before.get(stored);
            boolean stays = was != null && ascii(plain(was)).equals(json);
            written.add((stays ? asItIs(stored) : JsonObject.quote(name)) + ":" + (stays ? was : json));
        });
        return new String(written.toString().getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    }

    private String name(String stored) {
        return latin1 ? Latin1Text.repaired(stored) : stored;
    }

    private static String asItIs(String name) {
        boolean isPlain = name.chars().noneMatch(each -> each < ' ' || each == '"' || each == '\\');
        return isPlain ? '"' + name + '"' : JsonObject.quote(name);
    }

    /** As it stands in a document, so that a digest of both is the same: in JSON what is not ASCII stands in strings alone, where an escape means the same. */
    private static String ascii(String json) {
        if (json.chars().allMatch(each -> each < FIRST_BEYOND_ASCII)) {
            return json;
        }
        StringBuilder ascii = new StringBuilder(json.length());
        json.chars()
                .forEach(each -> ascii.append(
                        each < FIRST_BEYOND_ASCII ? String.valueOf((char) each) : String.format("\\u%04x", each)));
        return ascii.toString();
    }
}
