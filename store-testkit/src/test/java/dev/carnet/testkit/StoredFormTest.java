package dev.carnet.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.carnet.options.AllowedTypes;
import dev.carnet.spi.Encoded;
import dev.carnet.spi.codec.SessionCodec;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What is stored today is read by every later version. A file for each codec keeps the bytes and notes of values; where they
 * differ from what is written now, the stored form has changed. A line of the file is never changed: a new form gets a new
 * line, and {@code -Dcarnet.test.forms=write} writes a file that is missing.
 */
class StoredFormTest {
    private static final AllowedTypes ALLOWED =
            AllowedTypes.NONE.andPackage("dev.carnet.testkit", ClassShapes.class.getClassLoader());

    static List<ClassShapesTest.Codec> codecs() {
        return ClassShapesTest.codecs();
    }

    /** A value of which a stored form is kept. */
    private record Kept(String name, Supplier<Object> sample) {}

    /** Names are those of the tables, without what only they need. */
    private static List<Kept> values() {
        Stream<Kept> ofJdk = JdkValues.all().stream()
                .filter(each -> !each.isRefused())
                .map(each -> new Kept(each.name(), each.sample()));
        Stream<Kept> ofApplications =
                ClassShapes.all().filter(ClassShapes.Shape::isKept).map(each -> new Kept(each.shape(), each::sample));
        return Stream.concat(ofJdk, ofApplications).toList();
    }

    private static String line(ClassShapesTest.Codec which, String name, Encoded stored) {
        String form = isText(which) ? stored.text() : Base64.getEncoder().encodeToString(stored.bytes());
        return name + "\t" + (stored.types() == null ? "" : stored.types()) + "\t" + form;
    }

    private static Encoded stored(ClassShapesTest.Codec which, String types, String form) {
        byte[] bytes = isText(which)
                ? form.getBytes(StandardCharsets.UTF_8)
                : Base64.getDecoder().decode(form);
        return Encoded.of(bytes, types.isEmpty() ? null : types);
    }

    private static boolean isText(ClassShapesTest.Codec which) {
        return !which.name().equals("BSON");
    }

    private static String file(ClassShapesTest.Codec which) {
        return "stored-form-" + which.name().toLowerCase(Locale.ROOT) + ".tsv";
    }

    private static Map<String, List<Encoded>> kept(ClassShapesTest.Codec which) throws IOException {
        try (InputStream in = StoredFormTest.class.getResourceAsStream("/" + file(which))) {
            assertThat(in).as(file(which)).isNotNull();
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .map(line -> line.split("\t", -1))
                    .collect(Collectors.groupingBy(
                            parts -> parts[0],
                            Collectors.mapping(parts -> stored(which, parts[1], parts[2]), Collectors.toList())));
        }
    }

    @ParameterizedTest
    @MethodSource("codecs")
    void every_form_that_was_ever_stored_is_read_and_the_last_one_is_written(ClassShapesTest.Codec which)
            throws IOException {
        SessionCodec codec = which.with().apply(ALLOWED);
        if ("write".equals(System.getProperty("carnet.test.forms"))) {
            Files.write(
                    Path.of("src/test/resources", file(which)),
                    values().stream()
                            .map(each -> line(
                                    which,
                                    each.name(),
                                    codec.encode(each.sample().get())))
                            .toList());
        }
        Map<String, List<Encoded>> kept = kept(which);
        for (Kept value : values()) {
            List<Encoded> forms = kept.get(value.name());
            assertThat(forms).as("forms of %s: add a line for it", value.name()).isNotEmpty();
            Encoded written = codec.encode(value.sample().get());
            assertThat(line(which, value.name(), written))
                    .as("the stored form has changed: keep the old line, add the new one")
                    .isEqualTo(line(which, value.name(), forms.get(forms.size() - 1)));
            for (Encoded each : forms) {
                assertThat(codec.encode(codec.decode(each))).as(value.name()).isEqualTo(written);
            }
        }
        assertThat(values()).extracting(Kept::name).containsAll(kept.keySet());
    }
}
