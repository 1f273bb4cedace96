package dev.carnet.spring;

import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Refuses to write what could not be read again. Spring Security's modules write any class, but read only those on its list:
 * whoever logged in with another one would be logged out in silence. Each class is tried once. Thread-safe.
 */
final class ReadableFormat {
    private static final Logger LOG = LoggerFactory.getLogger(ReadableFormat.class);
    private static final Pattern CLASS_NAME = Pattern.compile("\"((?:[\\w$]+\\.)+[\\w$]+)\"");
    /** Text that looks like a class name may be arbitrary, so the set is cleared at this size. */
    private static final int MOST_NAMES = 10_000;

    private final SecurityValueFormat format;
    private final Set<String> readable = ConcurrentHashMap.newKeySet();

    ReadableFormat(SecurityValueFormat format) {
        this.format = format;
    }

    /** Throws {@link IllegalArgumentException} if the value, or one in it, cannot be written or could not be read again. */
    String write(Object value, Class<?> type) {
        String json = format.write(value);
        Set<String> names = new TreeSet<>();
        Matcher matcher = CLASS_NAME.matcher(json);
        while (matcher.find()) {
            names.add(matcher.group(1));
        }
        names.removeAll(readable);
        if (!names.isEmpty()) {
            requireReadable(value, json, type, names);
        }
        return json;
    }

    private void requireReadable(Object value, String json, Class<?> type, Set<String> names) {
        try {
            format.read(json, type);
        } catch (IllegalArgumentException e) {
            LOG.warn(
                    "a {} is refused: Spring Security could not read its JSON again, because it does not allow one"
                            + " of these classes: {}. Add the application's own classes to carnet.allowed-packages"
                            + " and make them readable by Jackson; on Spring Security 6.5 annotate them with a"
                            + " Jackson annotation",
                    value.getClass().getName(),
                    names);
            throw new IllegalArgumentException("it could not be read again", e);
        }
        if (readable.size() > MOST_NAMES) {
            readable.clear();
        }
        readable.addAll(names);
    }

    /** See {@link SecurityValueFormat#read}. */
    <T> T read(String json, Class<T> type) {
        return format.read(json, type);
    }
}
