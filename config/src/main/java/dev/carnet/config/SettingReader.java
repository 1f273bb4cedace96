package dev.carnet.config;

import dev.carnet.spi.setup.Setting;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;

/** Turns what stands in a configuration into values of settings, and notes what cannot be. */
final class SettingReader {
    private static final Setting<String> ONE = Setting.text("one");

    private final Expansion expansion;
    private final Faults faults;

    SettingReader(Expansion expansion, Faults faults) {
        this.expansion = expansion;
        this.faults = faults;
    }

    /** The value that all these entries give; empty if none does or one is at fault. */
    <T> Optional<T> read(Setting<T> setting, List<Node.Entry> entries) {
        Optional<T> value = Optional.empty();
        Node.Entry from = null;
        for (Node.Entry each : entries) {
            Optional<T> another = read(setting, each);
            if (from == null || value.isEmpty()) {
                value = another;
                from = each;
            } else if (another.isPresent() && !another.equals(value)) {
                faults.add(each.place(), "another value stands in " + from.place() + "; keep one of them");
            }
        }
        return value;
    }

    /** The value that an entry gives; empty if its place is empty or it is at fault. */
    <T> Optional<T> read(Setting<T> setting, Node.Entry entry) {
        return raw(entry).flatMap(raw -> {
            try {
                return Optional.of(Bounds.parsed(() -> setting.read(raw)));
            } catch (IllegalArgumentException e) {
                faults.add(entry.place(), problem(setting, entry.value(), raw, e));
                return Optional.empty();
            }
        });
    }

    /** Each text of a list with its own place: of a list's items, or of one text with commas. */
    void readEach(Setting<List<String>> setting, Node.Entry entry, BiConsumer<KeyPlace, String> text) {
        if (entry.value() instanceof Node.Items items) {
            items.entries().forEach(each -> read(ONE, each).ifPresent(one -> text.accept(each.place(), one)));
        } else {
            read(setting, entry).ifPresent(all -> all.forEach(one -> text.accept(entry.place(), one)));
        }
    }

    private static String problem(Setting<?> setting, Node node, Object raw, RuntimeException e) {
        String allowed = "; allowed is " + setting.allowed();
        if (setting.isSecret()) {
            return "this value (not shown here) cannot be used" + allowed;
        }
        if (hasReference(node)) {
            String written = node instanceof Node.Text text ? "'" + text.text() + "'" : "this value";
            return written + " cannot be used with the variables as they are set" + allowed;
        }
        String question = Spelling.didYouMean(raw.toString(), setting.choices());
        return e.getMessage() + allowed + (question.isEmpty() ? "" : "; " + question);
    }

    /** What a setting reads: text, a map, a list, or an object from code. */
    private Optional<Object> raw(Node.Entry entry) {
        Node node = entry.value();
        if (node instanceof Node.Text text) {
            return expand(text, entry.place());
        }
        if (node instanceof Node.Given given) {
            return Optional.of(given.value());
        }
        if (node instanceof Node.Group group) {
            Map<String, Object> map = new LinkedHashMap<>();
            return all(group.entries(), map::put) ? Optional.of(Collections.unmodifiableMap(map)) : Optional.empty();
        }
        if (node instanceof Node.Items items) {
            List<Object> list = new ArrayList<>();
            return all(items.entries(), (index, value) -> list.add(value))
                    ? Optional.of(Collections.unmodifiableList(list))
                    : Optional.empty();
        }
        return Optional.empty();
    }

    /** Whether all that have a value could be read. */
    private boolean all(List<Node.Entry> entries, BiConsumer<String, Object> into) {
        boolean well = true;
        for (Node.Entry each : entries) {
            Optional<Object> raw = raw(each);
            raw.ifPresent(value -> into.accept(each.key(), value));
            well &= raw.isPresent() || each.value() instanceof Node.Nothing;
        }
        return well;
    }

    private Optional<Object> expand(Node.Text text, KeyPlace place) {
        try {
            return Optional.of(Bounds.value(expansion.expand(Bounds.value(text.text()))));
        } catch (IllegalArgumentException e) {
            faults.add(place, String.valueOf(e.getMessage()));
            return Optional.empty();
        }
    }

    /** Whether variables stand somewhere in what was written. */
    static boolean hasReference(Node node) {
        if (node instanceof Node.Text text) {
            return Expansion.hasReference(text.text());
        }
        List<Node.Entry> inside = node instanceof Node.Group group
                ? group.entries()
                : node instanceof Node.Items items ? items.entries() : List.of();
        return inside.stream().anyMatch(each -> hasReference(each.value()));
    }
}
