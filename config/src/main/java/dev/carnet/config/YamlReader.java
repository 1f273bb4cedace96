package dev.carnet.config;

import dev.carnet.error.ConfigurationException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.common.Anchor;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.MappingStartEvent;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/**
 * Reads YAML 1.2 from the parser's events, so that each key's line is known and no value is ever more than text. Messages
 * quote no values: an unquoted password may be what YAML stumbles over.
 */
final class YamlReader {
    private static final int MOST_VALUES = 10_000;
    private static final Set<String> NULL = Set.of("", "~", "null", "Null", "NULL");
    private static final Set<String> PLAIN_TAGS = Set.of("!", "str", "int", "float", "bool", "null", "map", "seq");
    private static final String CORE_TAG = "tag:yaml.org,2002:";

    private record Anchored(Node node, int values) {}

    private final KeyPlace file;
    private final Iterator<Event> events;
    private final Faults faults;
    private final Map<Anchor, Anchored> anchors = new HashMap<>();
    private int values;
    private int lastLine;

    private YamlReader(KeyPlace file, String yaml) {
        this.file = file;
        this.faults = new Faults(file.source());
        this.events =
                new Parse(LoadSettings.builder().build()).parseString(yaml).iterator();
    }

    /** The document; throws {@link ConfigurationException} for what is no YAML, or none that can configure. */
    static ConfigDocument read(String source, String yaml) {
        KeyPlace file = KeyPlace.of(source);
        try {
            return new YamlReader(file, yaml).document();
        } catch (YamlEngineException e) {
            throw YamlFault.of(e, file, yaml);
        }
    }

    private ConfigDocument document() {
        next(file); // the stream's start
        if (next(file).getEventId() == Event.ID.StreamEnd) {
            throw Faults.single(file, "the file is empty; write at least " + Notation.YAML.engineLine());
        }
        Node root = node(next(file), file, 0);
        next(file); // the document's end
        Event end = next(file);
        if (end.getEventId() != Event.ID.StreamEnd) {
            throw Faults.single(at(file, end), "a second document begins here; a configuration is a single document");
        }
        if (root instanceof Node.Nothing) {
            throw Faults.single(file, "the file is empty; write at least " + Notation.YAML.engineLine());
        }
        if (root instanceof Node.Group group) {
            return new ConfigDocument(file, Notation.YAML, group, List.of(), faults);
        }
        throw Faults.single(
                file.atLine(1),
                "a configuration consists of keys and values, such as " + Notation.YAML.engineLine()
                        + " (with a space after the colon)");
    }

    /**
     * The next event.
     *
     * @param place of what is being read
     */
    private Event next(KeyPlace place) {
        try {
            Event event = events.next();
            lastLine = event.getEndMark().map(mark -> mark.getLine() + 1).orElse(lastLine);
            return event;
        } catch (YamlEngineException e) {
            throw e;
        } catch (RuntimeException | StackOverflowError e) {
            throw Faults.single(place.atLine(Math.max(place.line(), lastLine)), YamlFault.ESCAPE);
        }
    }

    private Node node(Event event, KeyPlace place, int depth) {
        int before = values;
        count(1, place);
        if (depth > Bounds.DEEPEST) {
            throw Faults.single(place, Bounds.TOO_DEEP);
        }
        if (event instanceof AliasEvent alias) {
            return aliased(alias, place);
        }
        Node node;
        if (event instanceof ScalarEvent scalar) {
            checkTag(scalar.getTag(), place);
            node = scalar(scalar, place);
        } else if (event instanceof CollectionStartEvent collection) {
            checkTag(collection.getTag(), place);
            node = event instanceof MappingStartEvent ? group(place, depth) : items(place, depth);
        } else {
            throw new IllegalStateException("unexpected " + event.getEventId());
        }
        ((NodeEvent) event).getAnchor().ifPresent(name -> anchors.put(name, new Anchored(node, values - before)));
        return node;
    }

    private Node scalar(ScalarEvent event, KeyPlace place) {
        if (!event.isPlain() || !NULL.contains(event.getValue())) {
            return new Node.Text(event.getValue());
        }
        if (event.getAnchor().isPresent()) {
            faults.add(place, "nothing follows the anchor (&...); a value that begins with & needs quotes");
        }
        return new Node.Nothing();
    }

    private Node group(KeyPlace place, int depth) {
        List<Node.Entry> entries = new ArrayList<>();
        Map<String, KeyPlace> seen = new HashMap<>();
        for (Event event = next(place); event.getEventId() != Event.ID.MappingEnd; event = next(place)) {
            String key = key(event, place);
            KeyPlace here = at(place.key(key), event);
            if (key.equals("<<")) {
                faults.add(here, "YAML 1.2 has no merge keys; write out the keys");
            }
            Node value = node(next(here), here, depth + 1);
            KeyPlace first = seen.putIfAbsent(key, here);
            if (first == null) {
                entries.add(new Node.Entry(here, key, value));
            } else {
                faults.add(here, "this key is already in line " + first.line() + "; keep one of them");
            }
        }
        return new Node.Group(entries);
    }

    private static String key(Event event, KeyPlace place) {
        if (event instanceof ScalarEvent scalar
                && !(scalar.isPlain() && scalar.getValue().isEmpty())) {
            return key(scalar.getValue(), at(place.key(scalar.getValue()), event));
        }
        throw Faults.single(at(place, event), "a key must be text");
    }

    private static String key(String key, KeyPlace place) {
        try {
            return Bounds.key(key);
        } catch (IllegalArgumentException e) {
            throw Faults.single(place, String.valueOf(e.getMessage()));
        }
    }

    private Node items(KeyPlace place, int depth) {
        List<Node.Entry> entries = new ArrayList<>();
        for (Event event = next(place); event.getEventId() != Event.ID.SequenceEnd; event = next(place)) {
            KeyPlace here = at(place.item(entries.size()), event);
            entries.add(new Node.Entry(here, String.valueOf(entries.size()), node(event, here, depth + 1)));
        }
        return new Node.Items(entries);
    }

    private Node aliased(AliasEvent event, KeyPlace place) {
        Anchored anchored = anchors.get(event.getAlias());
        if (anchored == null) {
            throw Faults.single(
                    place,
                    "there is no anchor of this name before this alias (*...); a value that begins with * needs"
                            + " quotes");
        }
        count(anchored.values(), place);
        return anchored.node();
    }

    /** An alias counts for all it stands for, or a few lines could unfold to billions. */
    private void count(int more, KeyPlace place) {
        values += more;
        if (values > MOST_VALUES) {
            throw Faults.single(
                    place, "the file contains more than " + MOST_VALUES + " values, with aliases" + " expanded");
        }
    }

    private void checkTag(Optional<String> tag, KeyPlace place) {
        if (tag.isPresent() && !PLAIN_TAGS.contains(tag.get().replace(CORE_TAG, ""))) {
            faults.add(place, YamlFault.TAG);
        }
    }

    private static KeyPlace at(KeyPlace place, Event event) {
        @Nullable Mark mark = event.getStartMark().orElse(null);
        return mark == null ? place : place.atLine(mark.getLine() + 1);
    }
}
