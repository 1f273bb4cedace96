package dev.carnet.config;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads {@code carnet.*} properties into the tree their dots describe; {@code name[0]} is an item of a list, {@code
 * name[a.b]} a key with a dot in it.
 */
final class PropertiesReader {
    private static final String PREFIX = "carnet";
    private static final Pattern SEGMENT = Pattern.compile("\\[([^]]*)]|[^.\\[]+");

    private final KeyPlace source;
    private final Faults faults;
    private final PropertyTree tree;
    private final List<String> foreignKeys = new ArrayList<>();

    private PropertiesReader(String source) {
        this.source = KeyPlace.of(source);
        this.faults = new Faults(source);
        this.tree = new PropertyTree(this.source, faults);
    }

    /** The properties of a map: text, or objects as code hands them in, or maps and collections of those. */
    static ConfigDocument read(String source, Map<?, ?> properties) {
        PropertiesReader reader = new PropertiesReader(source);
        properties.forEach((key, value) -> reader.property(0, String.valueOf(key), value));
        return reader.document();
    }

    /** The properties of a file, in the format of {@link Properties#load(java.io.Reader)}. */
    static ConfigDocument read(String source, String text) {
        PropertiesReader reader = new PropertiesReader(source);
        reader.lines(text);
        return reader.document();
    }

    private ConfigDocument document() {
        return new ConfigDocument(source, Notation.PROPERTIES, tree.toGroup(), foreignKeys, faults);
    }

    /** Cuts the text into logical lines, which the JDK then reads: it alone does not tell where they stood. */
    private void lines(String text) {
        List<String> lines = text.lines().toList();
        for (int i = 0; i < lines.size(); i++) {
            int number = i + 1;
            StringBuilder logical = new StringBuilder(lines.get(i));
            boolean isComment = isComment(lines.get(i));
            while (!isComment && isContinued(lines.get(i)) && i + 1 < lines.size()) {
                logical.append('\n').append(lines.get(++i));
            }
            parse(logical.toString(), number).forEach((key, value) -> property(number, (String) key, value));
        }
    }

    private static boolean isComment(String line) {
        String text = line.stripLeading();
        return text.startsWith("#") || text.startsWith("!");
    }

    private static boolean isContinued(String line) {
        int end = line.length();
        while (end > 0 && line.charAt(end - 1) == '\\') {
            end--;
        }
        return (line.length() - end) % 2 == 1;
    }

    private Properties parse(String line, int number) {
        Properties parsed = new Properties();
        try {
            parsed.load(new StringReader(line));
        } catch (IllegalArgumentException e) {
            faults.add(
                    source.atLine(number),
                    "\\u must be followed by four hexadecimal digits; write \\\\ for a" + " backslash");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return parsed;
    }

    private void property(int line, String key, @Nullable Object value) {
        try {
            Bounds.key(key);
        } catch (IllegalArgumentException e) {
            faults.add(new KeyPlace(source.source(), line, key), String.valueOf(e.getMessage()));
            return;
        }
        List<MatchResult> segments = SEGMENT.matcher(key).results().toList();
        String first = segments.isEmpty() ? "" : segments.get(0).group();
        KeyPlace place = new KeyPlace(source.source(), line, key);
        if (first.equalsIgnoreCase(PREFIX) && (segments.size() > 1 || value instanceof Map)) {
            put(segments.subList(1, segments.size()), place, value);
        } else if (segments.size() > 1 && Spelling.isSlip(first, PREFIX)) {
            faults.add(place, "did you mean " + PREFIX + key.substring(first.length()) + "?");
        } else {
            foreignKeys.add(key);
        }
    }

    private void put(List<MatchResult> segments, KeyPlace place, @Nullable Object value) {
        if (segments.size() > Bounds.DEEPEST) {
            faults.add(place, Bounds.TOO_DEEP);
            return;
        }
        PropertyTree at = tree;
        for (MatchResult each : segments) {
            String name = Optional.ofNullable(each.group(1)).orElse(each.group());
            at = at.child(
                    name,
                    new KeyPlace(place.source(), place.line(), place.path().substring(0, each.end())));
        }
        putValue(at, place, value, segments.size());
    }

    private void putValue(PropertyTree at, KeyPlace place, @Nullable Object value, int depth) {
        if (depth > Bounds.DEEPEST) {
            faults.add(place, Bounds.TOO_DEEP);
        } else if (value instanceof Map<?, ?> map) {
            map.forEach((key, each) -> {
                KeyPlace inside = place.key(String.valueOf(key));
                putValue(at.child(String.valueOf(key), inside), inside, each, depth + 1);
            });
        } else if (value instanceof Collection<?> collection) {
            int index = 0;
            for (Object each : collection) {
                putValue(at.child(String.valueOf(index), place.item(index)), place.item(index), each, depth + 1);
                index++;
            }
        } else if (value instanceof Object[] array) {
            putValue(at, place, Arrays.asList(array), depth);
        } else {
            at.set(place, leaf(value));
        }
    }

    private static Node leaf(@Nullable Object value) {
        if (value == null) {
            return new Node.Nothing();
        }
        return value instanceof CharSequence text ? new Node.Text(text.toString()) : new Node.Given(value);
    }
}
