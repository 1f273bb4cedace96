package dev.carnet.benchmarks.contenders;

import dev.carnet.benchmarks.BenchApplication;
import dev.carnet.benchmarks.HttpAnswer;
import dev.carnet.benchmarks.Operation;
import dev.carnet.benchmarks.Payload;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/**
 * The floor: what is left of a session if nobody looks into it. In place of the application it makes one get and, where the
 * operation writes, one guarded put of as many bytes as Carnet would, and keeps nothing it promises.
 */
abstract class BareFilter implements Filter {
    private static final String COOKIE = "bare=";
    private static final int ID_LENGTH = 40;

    /** How long a session lives after a write. */
    static final long LIFE_MILLIS = 1_800_000;

    private final String rest;

    BareFilter(Payload payload) {
        // {"attribute0":"...", ...}: names, quotes, colons and commas make 15 characters an attribute.
        rest = "x".repeat(payload.bytes() + 15 * payload.count() - Payload.MARK);
    }

    /** What is stored: a text, and the version that a write is guarded by. */
    record Stored(String text, long version) {
        /** The text as that of all attributes, a part for each. */
        Map<String, String> attributes() {
            int length = text.length() / Payload.ATTRIBUTES;
            Map<String, String> attributes = new LinkedHashMap<>();
            for (int i = 0; i < Payload.ATTRIBUTES; i++) {
                attributes.put(Payload.name(i), text.substring(i * length, (i + 1) * length));
            }
            return attributes;
        }
    }

    abstract @Nullable Stored get(String id) throws Exception;

    abstract void insert(String id, Stored session) throws Exception;

    /** Stores what follows a version, under the same id or a new one; false if it was not that version. */
    abstract boolean put(String id, long version, String newId, Stored session) throws Exception;

    abstract void delete(String id) throws Exception;

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        HttpServletRequest asked = (HttpServletRequest) request;
        HttpServletResponse answer = (HttpServletResponse) response;
        try {
            BenchApplication.answer(
                    answer, serve(Operation.of(asked.getRequestURI()), id(asked.getHeader("Cookie")), answer));
        } catch (IOException | RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new ServletException(e);
        }
    }

    private static @Nullable String id(@Nullable String cookie) {
        return cookie == null ? null : cookie.substring(COOKIE.length());
    }

    private String serve(Operation operation, @Nullable String id, HttpServletResponse response) throws Exception {
        if (operation == Operation.NEW) {
            String newId = newId();
            Stored session = next("begun---" + rest);
            insert(newId, session);
            response.addHeader("Set-Cookie", COOKIE + newId);
            return "begun";
        }
        Stored stored = id == null ? null : get(id);
        if (id == null || stored == null) {
            return HttpAnswer.NONE;
        }
        return switch (operation) {
            case READ -> Payload.mark(stored.text());
            case CHANGE -> {
                String mark = Payload.mark(
                        Long.toHexString(ThreadLocalRandom.current().nextLong() | Long.MIN_VALUE));
                require(put(id, stored.version(), id, next(mark + stored.text().substring(Payload.MARK))));
                yield mark;
            }
            case RENAME -> {
                String newId = newId();
                require(put(id, stored.version(), newId, next(stored.text())));
                response.addHeader("Set-Cookie", COOKIE + newId);
                yield "renamed";
            }
            case END -> {
                delete(id);
                response.addHeader("Set-Cookie", COOKIE);
                yield "ended";
            }
            case NEW -> throw new AssertionError(operation);
        };
    }

    private static Stored next(String text) {
        return new Stored(text, ThreadLocalRandom.current().nextLong());
    }

    private static String newId() {
        StringBuilder id = new StringBuilder(ID_LENGTH);
        while (id.length() < ID_LENGTH) {
            id.append(Long.toHexString(ThreadLocalRandom.current().nextLong()));
        }
        return id.substring(0, ID_LENGTH);
    }

    private static void require(boolean stored) {
        if (!stored) {
            throw new IllegalStateException("somebody else has written the session");
        }
    }
}
