package dev.carnet.dancer.yaml;

import dev.carnet.dancer.perl.PerlArray;
import dev.carnet.dancer.perl.PerlHash;
import dev.carnet.dancer.perl.PerlJson;
import dev.carnet.dancer.perl.PerlReference;
import dev.carnet.dancer.perl.PerlScalar;
import dev.carnet.dancer.perl.PerlValue;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Writes what one of Perl's modules reads, laid out as the module YAML would. Not thread-safe. */
final class PerlYamlWriter {
    private static final int STEP = 2;
    private static final int MOST_DEPTH = 500;
    private static final Pattern PLAIN =
            Pattern.compile("-?[0-9]+(?:\\.[0-9]+)?(?:e[+-][0-9]+)?|[A-Za-z][A-Za-z0-9_]*");
    private static final int LINE_SEPARATOR = 0x2028;
    private static final int PARAGRAPH_SEPARATOR = 0x2029;
    private static final int BYTE_ORDER_MARK = 0xfeff;
    private static final Pattern CLASS = Pattern.compile("[A-Za-z_][A-Za-z0-9_:]*");

    private final StringBuilder yaml = new StringBuilder("---");
    /** What is met more than once gets a name at the first place: 0 until then. */
    private final IdentityHashMap<PerlValue, Integer> shared = new IdentityHashMap<>();

    private final PerlYaml.Module module;
    private int names;

    private PerlYamlWriter(PerlYaml.Module module) {
        this.module = module;
    }

    /** Throws {@link IllegalArgumentException} for a value that this form does not have. */
    static String write(PerlYaml.Module module, PerlValue root) {
        PerlYamlWriter writer = new PerlYamlWriter(module);
        try {
            writer.findShared(root);
            writer.value(root, 0, false);
        } catch (StackOverflowError e) {
            throw new IllegalArgumentException("a value nested too deep for this thread's stack", e);
        }
        return writer.yaml.toString();
    }

    private void findShared(PerlValue root) {
        Set<PerlValue> met = Collections.newSetFromMap(new IdentityHashMap<>());
        List<PerlValue> open = new ArrayList<>(List.of(root));
        while (!open.isEmpty()) {
            PerlValue value = open.remove(open.size() - 1).target();
            if (value instanceof PerlScalar) {
                continue;
            }
            if (!met.add(value)) {
                shared.put(value, 0);
            } else if (value instanceof PerlHash hash) {
                hash.slots().values().forEach(each -> open.add(each.value()));
            } else if (value instanceof PerlArray array) {
                open.addAll(array.elements());
            }
        }
    }

    /** Behind a key, a dash or the beginning; ends the line. */
    private void value(PerlValue given, int indent, boolean inSequence) {
        if (indent > STEP * MOST_DEPTH) {
            throw new IllegalArgumentException("a value nested more than " + MOST_DEPTH + " deep");
        }
        PerlValue value = given.target();
        if (value instanceof PerlScalar scalar && !(given instanceof PerlReference && !isBoolean(scalar))) {
            String className = scalar.className();
            if (className != null && !PerlJson.isBoolean(scalar)) {
                yaml.append(" !!perl/scalar:").append(nameOf(className));
            }
            yaml.append(' ').append(scalar(scalar)).append('\n');
            return;
        }
        if (!(value instanceof PerlHash) && !(value instanceof PerlArray)) {
            throw new IllegalArgumentException("code and references that Perl's YAML wrote cannot be written");
        }
        Integer name = shared.get(value);
        if (name != null && name > 0) {
            yaml.append(" *").append(name).append('\n');
            return;
        }
        boolean isMarked = mark(value, name);
        if (value instanceof PerlHash hash) {
            hash(hash, indent, inSequence && !isMarked);
        } else if (value instanceof PerlArray array) {
            array(array, indent);
        }
    }

    /** Anchor and class, if it has any. */
    private boolean mark(PerlValue value, @Nullable Integer name) {
        if (name != null) {
            shared.put(value, ++names);
            yaml.append(" &").append(names);
        }
        String className = value.className();
        if (className != null) {
            yaml.append(value instanceof PerlHash ? " !!perl/hash:" : " !!perl/array:")
                    .append(nameOf(className));
        }
        return name != null || className != null;
    }

    private static String nameOf(String className) {
        if (!CLASS.matcher(className).matches()) {
            throw new IllegalArgumentException("the name of a class cannot be represented in YAML");
        }
        return className;
    }

    /** @param compact whether its first line stands behind a dash */
    private void hash(PerlHash hash, int indent, boolean compact) {
        if (hash.slots().isEmpty()) {
            yaml.append(" {}\n");
            return;
        }
        boolean first = compact;
        if (!compact) {
            yaml.append('\n');
        }
        for (Map.Entry<String, PerlHash.Slot> each : hash.slots().entrySet()) {
            yaml.append(first ? " " : " ".repeat(indent))
                    .append(text(each.getKey()))
                    .append(':');
            first = false;
            value(each.getValue().value(), indent + STEP, false);
        }
    }

    private void array(PerlArray array, int indent) {
        if (array.elements().isEmpty()) {
            yaml.append(" []\n");
            return;
        }
        yaml.append('\n');
        for (PerlValue each : array.elements()) {
            yaml.append(" ".repeat(indent)).append('-');
            value(each, indent + STEP, true);
        }
    }

    private static boolean isBoolean(PerlScalar scalar) {
        return scalar.className() != null || scalar.content() instanceof Boolean;
    }

    /** A boolean is what Perl takes for one. */
    private String scalar(PerlScalar scalar) {
        if (scalar.content() == null) {
            return "~";
        }
        if (scalar.content() instanceof Boolean || PerlJson.isBoolean(scalar)) {
            return scalar.isTrue() ? "1" : "''";
        }
        return scalar.content() instanceof Number
                        && PLAIN.matcher(scalar.text()).matches()
                ? scalar.text()
                : text(scalar.text());
    }

    /** To libyaml a text without quotes may be a number, a truth or nothing. */
    private String text(String text) {
        if (module == PerlYaml.Module.YAML && PLAIN.matcher(text).matches()) {
            return text;
        }
        boolean isPrintable = text.codePoints().noneMatch(each -> isControl(each) || isHalf(each) || isNone(each));
        return isPrintable ? "'" + text.replace("'", "''") + "'" : escaped(text);
    }

    private static boolean isControl(int codePoint) {
        return codePoint < 0x20 || (codePoint >= 0x7f && codePoint < 0xa0);
    }

    /** Half a pair of UTF-16. */
    private static boolean isHalf(int codePoint) {
        return codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE;
    }

    /** What libyaml takes for the end of a line or for no character. */
    private boolean isNone(int codePoint) {
        return module == PerlYaml.Module.YAML_XS
                && (codePoint == LINE_SEPARATOR
                        || codePoint == PARAGRAPH_SEPARATOR
                        || codePoint == BYTE_ORDER_MARK
                        || codePoint == 0xfffe
                        || codePoint == 0xffff);
    }

    private String escaped(String text) {
        StringBuilder escaped = new StringBuilder("\"");
        text.codePoints().forEach(each -> {
            switch (each) {
                case '\n' -> escaped.append("\\n");
                case '\t' -> escaped.append("\\t");
                case '\r' -> escaped.append("\\r");
                case '"', '\\' -> escaped.append(String.format("\\x%02x", each));
                default -> {
                    if (isHalf(each) || isNone(each)) {
                        // Which the module YAML does not know; it has such characters no more than files have.
                        escaped.append(String.format("\\u%04x", each));
                    } else if (isControl(each)) {
                        escaped.append(String.format("\\x%02x", each));
                    } else {
                        escaped.appendCodePoint(each);
                    }
                }
            }
        });
        return escaped.append('"').toString();
    }
}
