package dev.carnet.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.carnet.Session;
import dev.carnet.SessionEngine;
import dev.carnet.SessionId;
import dev.carnet.fuzzing.Bounds;
import dev.carnet.fuzzing.Fuzzed;
import dev.carnet.memory.MemorySessionStore;
import dev.carnet.options.SessionOptions;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** Cookie headers, one a line: what a browser may send, or somebody who is none. "{live}" stands for a live session's id. */
class CookieFuzzTest {
    private static final String NAME = "__Host-session";
    private static final SessionEngine ENGINE = SessionEngine.builder(new MemorySessionStore())
            .options(SessionOptions.DEFAULTS.toBuilder().sweepInterval(null).build())
            .build();
    private static final Session LIVE = live();

    @Fuzzed
    void an_id_is_found_where_it_stands_and_nowhere_else(byte[] input) {
        String text = new String(input, StandardCharsets.ISO_8859_1);
        String headers = text.replace("{live}", LIVE.id().value());
        Bounds.check(headers.length(), () -> check(headers));
    }

    private static Session live() {
        Session session = ENGINE.create();
        session.put("name", "value");
        ENGINE.flush(session);
        return session;
    }

    private static void check(String text) {
        List<String> headers = text.lines().toList();
        CookieCandidates candidates = new CookieCandidates(NAME);
        headers.forEach(candidates::add);
        List<String> values = candidates.values();

        List<String> expected = ids(headers);
        if (expected.isEmpty()) {
            assertThat(values)
                    .hasSizeLessThanOrEqualTo(1)
                    .noneMatch(each -> SessionId.parse(each).isPresent());
        } else {
            assertThat(values).isEqualTo(expected);
        }
        for (String each : values) {
            Optional<Session> found = SessionId.parse(each).flatMap(ENGINE::retrieve);
            assertThat(found.isPresent()).isEqualTo(each.equals(LIVE.id().value()));
        }
    }

    /** The same in other words: of the pairs of the name that hold an id, the first ids and those that end the rest. */
    private static List<String> ids(List<String> headers) {
        List<String> all = new ArrayList<>();
        for (String header : headers) {
            for (String pair : header.split(";", -1)) {
                String[] parts = pair.split("=", 2);
                if (parts.length == 2 && parts[0].strip().equals(NAME)) {
                    String value = parts[1].strip();
                    if (value.length() > 1 && value.startsWith("\"") && value.endsWith("\"")) {
                        value = value.substring(1, value.length() - 1);
                    }
                    if (SessionId.parse(value).isPresent()) {
                        all.add(value);
                    }
                }
            }
        }
        List<String> ids = new ArrayList<>(
                all.stream().distinct().limit(CookieCandidates.MOST).toList());
        Collections.reverse(all);
        List<String> last = new ArrayList<>(all.stream()
                .distinct()
                .filter(each -> !ids.contains(each))
                .limit(CookieCandidates.MOST)
                .toList());
        Collections.reverse(last);
        ids.addAll(last);
        return ids;
    }
}
