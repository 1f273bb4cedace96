package dev.carnet.spring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.carnet.config.CarnetConfig;
import dev.carnet.spi.setup.Setting;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** What an editor completes and explains: every setting of the configuration and of the engines, and Spring's own. */
class ConfigurationMetadataTest {
    private static final Path FILE = Path.of("src/main/resources/META-INF/spring-configuration-metadata.json");
    private static final String CODE_ONLY = "supplied in code";
    private static final Comparator<Map<String, Object>> BY_NAME =
            Comparator.comparing(each -> each.get("name").toString());

    private final List<Map<String, Object>> properties = new ArrayList<>();
    private final List<Map<String, Object>> hints = new ArrayList<>();

    @Test
    void every_setting_is_described() throws IOException {
        add(
                "carnet.enabled",
                "java.lang.Boolean",
                "Whether Carnet keeps the sessions; otherwise the servlet container does.",
                true);
        add(
                "carnet.filter-order",
                "java.lang.Integer",
                "The order of the session filter; Spring Security's filter has the order -100.",
                SpringProperties.FILTER_ORDER);
        add(
                "carnet.console.enabled",
                "java.lang.Boolean",
                "Whether the console for operators is served; needs dev.carnet:carnet-console.",
                false);
        add("carnet.console.path", "java.lang.String", "The path of the console.", "/carnet");
        add(
                "carnet.console.role",
                "java.lang.String",
                "The role that Spring Security requires, without ROLE_.",
                "ADMIN");
        add(
                "carnet.console.token",
                "java.lang.String",
                "The token for access without Spring Security, at least 16 characters.",
                null);
        add(
                "carnet.console.mask",
                "java.util.List<java.lang.String>",
                "Attributes whose names contain one of these are masked too.",
                null);
        add(
                "carnet.initialize-schema",
                "org.springframework.boot.sql.init.DatabaseInitializationMode",
                "When missing tables or indexes are created.",
                "embedded");
        assertThat(properties)
                .extracting(each -> each.get("name")
                        .toString()
                        .substring("carnet.".length())
                        .replaceAll("[-.]", ""))
                .containsExactlyInAnyOrderElementsOf(SpringProperties.KEYS);
        CarnetConfig.knownSettings().forEach(this::add);
        properties.sort(BY_NAME);
        hints.sort(BY_NAME);

        String json = JsonMapper.builder()
                        .enable(SerializationFeature.INDENT_OUTPUT)
                        .build()
                        .writeValueAsString(entry("properties", properties, "hints", hints))
                + "\n";
        if (Boolean.getBoolean("carnet.test.rewrite")) {
            Files.writeString(FILE, json);
        }
        assertThat(FILE)
                .as("-Dcarnet.test.rewrite=true writes it anew")
                .content()
                .isEqualTo(json);
    }

    @Test
    void every_engine_that_the_starter_brings_is_among_them() throws IOException {
        String json = Files.readString(FILE);

        assertThat(List.of("key", "old-keys", "keyset", "hide-users", "accept-plain"))
                .allSatisfy(each -> assertThat(json).contains("\"carnet.encryption." + each + "\""));
        assertThat(List.of("jdbc.table", "redis.server", "mongo.mongodb-coll", "hazelcast.map"))
                .allSatisfy(each -> assertThat(json).contains("\"carnet.engines.session." + each + "\""));
    }

    private void add(String path, Setting<?> setting) {
        if (setting.allowed().endsWith(CODE_ONLY)) {
            return;
        }
        String name = "carnet." + path.toLowerCase(Locale.ROOT).replace('_', '-');
        add(
                name,
                type(setting.allowed()),
                description(setting),
                setting.isSecret()
                        ? null
                        : setting.defaultValue().map(Object::toString).orElse(null));
        if (!setting.choices().isEmpty()) {
            List<Map<String, String>> values = setting.choices().stream()
                    .map(each -> Map.of("value", each))
                    .toList();
            hints.add(entry("name", name, "values", values));
        }
    }

    private static String description(Setting<?> setting) {
        String what = setting.description();
        String sentence =
                what.isEmpty() ? "" : what.substring(0, 1).toUpperCase(Locale.ROOT) + what.substring(1) + ". ";
        return sentence + "Allowed is " + setting.allowed() + ".";
    }

    /** The closest type that editors know; Carnet reads more spellings than Java's. */
    private static String type(String allowed) {
        if (allowed.startsWith("true or false")) {
            return "java.lang.Boolean";
        }
        if (allowed.startsWith("a whole number")) {
            return "java.lang.Integer";
        }
        if (allowed.startsWith("a list of")) {
            return "java.util.List<java.lang.String>";
        }
        return allowed.startsWith("a group of")
                ? "java.util.Map<java.lang.String,java.lang.String>"
                : "java.lang.String";
    }

    private void add(String name, String type, String description, Object defaultValue) {
        Map<String, Object> property = entry("name", name, "type", type);
        property.put("description", description);
        if (defaultValue != null) {
            property.put("defaultValue", defaultValue);
        }
        properties.add(property);
    }

    private static Map<String, Object> entry(String key, Object value, String other, Object otherValue) {
        Map<String, Object> entry = new LinkedHashMap<>();
        entry.put(key, value);
        entry.put(other, otherValue);
        return entry;
    }
}
