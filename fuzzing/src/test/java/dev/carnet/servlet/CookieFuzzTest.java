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
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Cookie headers, one a line: what a browser may send, or somebody who is none. */
class CookieFuzzTest {
    private static final String NAME = "__Host-session";
    private static final SessionEngine ENGINE = SessionEngine.builder(new MemorySessionStore())
            .options(SessionOptions.DEFAULTS.toBuilder().sweepInterval(null).build())
            .build();
    private static final Session LIVE = ENGINE.create();

    @Fuzzed
    void an_id_is_found_where_it_stands_and_nowhere_else(byte[] input) {
        Bounds.check(input.length, () -> check(new String(input, StandardCharsets.ISO_8859_1)));
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

    /** The same in other words: every pair of the name that holds an id; of many the first and the last. */
    private static List<String> ids(List<String> headers) {
        Set<String> all = new LinkedHashSet<>();
        List<String> last = new ArrayList<>();
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
        List<String> ids = new ArrayList<>(all);
        if (ids.size() > 2 * CookieCandidates.MOST) {
            last.addAll(ids.subList(0, CookieCandidates.MOST));
            last.addAll(ids.subList(ids.size() - CookieCandidates.MOST, ids.size()));
            return last;
        }
        return ids;
    }
}
