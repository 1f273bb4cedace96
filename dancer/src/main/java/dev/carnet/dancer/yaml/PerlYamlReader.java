package dev.carnet.dancer.yaml;

import dev.carnet.dancer.perl.PerlArray;
import dev.carnet.dancer.perl.PerlHash;
import dev.carnet.dancer.perl.PerlNumbers;
import dev.carnet.dancer.perl.PerlOpaque;
import dev.carnet.dancer.perl.PerlReference;
import dev.carnet.dancer.perl.PerlScalar;
import dev.carnet.dancer.perl.PerlValue;
import java.util.IdentityHashMap;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/**
 * Reads what one of Perl's modules has written. The module YAML knows no types of scalars: what Perl would print for a number is a
 * number, all else is a text. A class is a name and nothing more. Not thread-safe.
 */
final class PerlYamlReader {
    private static final String PERL = "tag:yaml.org,2002:perl/";
    private static final String HASH = PERL + "hash:";
    private static final String ARRAY = PERL + "array:";
    private static final String SCALAR = PERL + "scalar:";
    private static final Pattern WHOLE = Pattern.compile("0|-?[1-9][0-9]{0,18}");
    private static final Pattern DECIMAL = Pattern.compile("-?[0-9]+(?:\\.[0-9]+)?(?:e[+-][0-9]+)?");
    private static final int LONGEST = 64 << 20;

    /** What is shared or holds itself is one node. */
    private final IdentityHashMap<Node, PerlValue> containers = new IdentityHashMap<>();

    private final PerlYaml.Module module;

    private PerlYamlReader(PerlYaml.Module module) {
        this.module = module;
    }

    /** The value; for a reference, what it refers to. */
    static PerlValue read(PerlYaml.Module module, String text) {
        LoadSettings settings = LoadSettings.builder()
                .setAllowDuplicateKeys(false)
                .setAllowRecursiveKeys(false)
                .setCodePointLimit(LONGEST)
                .setMaxAliasesForCollections(Integer.MAX_VALUE)
                .build();
        try {
            Node root = new Compose(settings)
                    .composeString(text)
                    .orElseThrow(() -> new IllegalArgumentException("the YAML is empty"));
            return new PerlYamlReader(module).value(root).target();
        } catch (YamlEngineException e) {
            throw new IllegalArgumentException("it is not valid YAML", e);
        } catch (StackOverflowError e) {
            throw new IllegalArgumentException("the YAML is nested too deep", e);
        }
    }

    private PerlValue value(Node node) {
        PerlValue known = containers.get(node);
        if (known != null) {
            return PerlReference.of(known);
        }
        if (node instanceof MappingNode mapping && isPlainOr(mapping, HASH)) {
            return PerlReference.of(hash(mapping));
        }
        if (node instanceof SequenceNode sequence && isPlainOr(sequence, ARRAY)) {
            return PerlReference.of(array(sequence));
        }
        if (node instanceof ScalarNode scalar && !tag(scalar).startsWith(PERL)) {
            return scalar(scalar);
        }
        if (node instanceof ScalarNode scalar && tag(node).startsWith(SCALAR)) {
            PerlValue object = scalar(scalar);
            bless(object, node, SCALAR);
            return PerlReference.of(object);
        }
        return new PerlOpaque("a value that only Perl's YAML knows, " + kind(node), null);
    }

    private static String tag(Node node) {
        return node.getTag().getValue();
    }

    private static boolean isPlainOr(Node node, String blessed) {
        return !tag(node).startsWith(PERL) || tag(node).startsWith(blessed);
    }

    /** Such as {@code perl/code}; not the name of a class, which is the application's. */
    private static String kind(Node node) {
        String kind = tag(node).substring(PERL.length());
        int colon = kind.indexOf(':');
        return "perl/" + (colon < 0 ? kind : kind.substring(0, colon));
    }

    private static void bless(PerlValue value, Node node, String prefix) {
        if (tag(node).startsWith(prefix)) {
            value.bless(tag(node).substring(prefix.length()));
        }
    }

    private PerlHash hash(MappingNode mapping) {
        PerlHash hash = new PerlHash();
        containers.put(mapping, hash);
        bless(hash, mapping, HASH);
        for (NodeTuple each : mapping.getValue()) {
            if (!(each.getKeyNode() instanceof ScalarNode key)) {
                throw new IllegalArgumentException("a key of the YAML is not text");
            }
            hash.put(key.getValue(), value(each.getValueNode()));
        }
        return hash;
    }

    private PerlArray array(SequenceNode sequence) {
        PerlArray array = new PerlArray();
        containers.put(sequence, array);
        bless(array, sequence, ARRAY);
        for (Node each : sequence.getValue()) {
            array.elements().add(value(each));
        }
        return array;
    }

    private PerlScalar scalar(ScalarNode node) {
        String text = node.getValue();
        boolean isPlain = node.getScalarStyle() == ScalarStyle.PLAIN;
        if (text.equals("~") && isPlain) {
            return PerlScalar.undef();
        }
        return module == PerlYaml.Module.YAML_XS ? typed(text, isPlain) : number(text);
    }

    private static PerlScalar typed(String text, boolean isPlain) {
        if (!isPlain) {
            return PerlScalar.of(text);
        }
        return switch (text) {
            case "", "null" -> PerlScalar.undef();
            case "true" -> PerlScalar.constant(PerlScalar.Kind.YES);
            case "false" -> PerlScalar.constant(PerlScalar.Kind.NO);
            default -> number(text);
        };
    }

    private static PerlScalar number(String text) {
        if (WHOLE.matcher(text).matches()) {
            try {
                return PerlScalar.of(Long.parseLong(text));
            } catch (NumberFormatException beyond) {
                return PerlScalar.of(text);
            }
        }
        boolean isDecimal = DECIMAL.matcher(text).matches()
                && PerlNumbers.print(Double.parseDouble(text)).equals(text);
        return isDecimal ? PerlScalar.of(Double.parseDouble(text)) : PerlScalar.of(text);
    }
}
