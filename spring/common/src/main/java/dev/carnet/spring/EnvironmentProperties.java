package dev.carnet.spring;

import dev.carnet.config.CarnetConfig;
import dev.carnet.spi.setup.Setting;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.PropertySourcesPlaceholdersResolver;
import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName.Form;
import org.springframework.boot.context.properties.source.ConfigurationPropertySource;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.context.properties.source.IterableConfigurationPropertySource;
import org.springframework.core.env.Environment;
import org.springframework.core.env.StandardEnvironment;

/**
 * The {@code carnet.*} properties of an environment, by the paths that {@link CarnetConfig} knows. Sources count in Spring's
 * order; a list or a group comes from one source as a whole. Of the process's variables and system properties, which others set
 * too, only those count that name a setting, such as {@code CARNET_SESSION_DURATION}. Spring's placeholders are resolved; what is
 * left is taken as it stands.
 */
final class EnvironmentProperties {
    private static final ConfigurationPropertyName PREFIX = ConfigurationPropertyName.of("carnet");

    private final PropertySourcesPlaceholdersResolver placeholders;
    private final Map<String, String> paths = new HashMap<>();
    private final Map<String, Object> found = new LinkedHashMap<>();
    private final Map<String, ConfigurationPropertySource> owners = new HashMap<>();
    private final Set<String> spring;

    private EnvironmentProperties(Environment environment, Set<String> spring) {
        placeholders = new PropertySourcesPlaceholdersResolver(environment);
        this.spring = spring;
        CarnetConfig.knownSettings().forEach(this::know);
    }

    /**
     * Path to value, without {@code carnet.} before.
     *
     * @param spring keys that are not the configuration's but this module's own, in {@linkplain #uniform uniform} spelling
     */
    static Map<String, Object> read(Environment environment, Set<String> spring) {
        EnvironmentProperties properties = new EnvironmentProperties(environment, spring);
        for (ConfigurationPropertySource each : ConfigurationPropertySources.get(environment)) {
            if (each instanceof IterableConfigurationPropertySource source) {
                properties.read(source);
            }
        }
        return properties.found;
    }

    /** All spellings of a setting lead to one path, so that a source that goes before replaces it under any of them. */
    private void know(String path, Setting<?> setting) {
        String parent = path.substring(0, path.length() - setting.name().length());
        Stream.concat(Stream.of(setting.name()), setting.aliases().stream())
                .forEach(each -> paths.putIfAbsent(uniform(parent + each), path));
    }

    /** Letters and digits only, in lower case: how Spring compares names. */
    static String uniform(String path) {
        return path.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "");
    }

    private void read(IterableConfigurationPropertySource source) {
        List<ConfigurationPropertyName> names =
                source.stream().filter(PREFIX::isAncestorOf).toList();
        for (ConfigurationPropertyName each : names) {
            Key key = key(each);
            boolean counts =
                    !spring.contains(uniform(key.path.replaceFirst("[.\\[]\\d+]?$", ""))) // an element of a list
                            && (key.isKnown || !isOfTheProcess(source))
                            && owners.computeIfAbsent(key.owner, same -> source) == source;
            ConfigurationProperty property = counts ? source.getConfigurationProperty(each) : null;
            if (property != null) {
                found.putIfAbsent(key.path, value(property.getValue()));
            }
        }
    }

    private static boolean isOfTheProcess(ConfigurationPropertySource source) {
        return source.getUnderlyingSource() instanceof org.springframework.core.env.PropertySource<?> underlying
                && (underlying.getName().endsWith(StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME)
                        || underlying.getName().equals(StandardEnvironment.SYSTEM_PROPERTIES_PROPERTY_SOURCE_NAME));
    }

    private record Key(String path, String owner, boolean isKnown) {}

    /** Where a name leads: to a setting, into a setting that holds several values, or elsewhere. */
    private Key key(ConfigurationPropertyName name) {
        List<String> elements = new ArrayList<>();
        for (int i = 1; i < name.getNumberOfElements(); i++) {
            elements.add(name.getElement(i, Form.ORIGINAL));
        }
        for (int i = elements.size(); i > 0; i--) {
            @Nullable String path = paths.get(uniform(String.join("", elements.subList(0, i))));
            if (path != null) {
                return new Key(path + joined(elements.subList(i, elements.size()), true), path, i == elements.size());
            }
        }
        String path = joined(elements, false);
        return new Key(path, path, false);
    }

    private static String joined(List<String> elements, boolean isContinued) {
        StringBuilder path = new StringBuilder();
        for (String each : elements) {
            boolean isPlain = each.matches("[^.\\[\\]]*[^.\\[\\]0-9][^.\\[\\]]*");
            String separator = isContinued || !path.isEmpty() ? "." : "";
            path.append(isPlain ? separator + each : "[" + each + "]");
        }
        return path.toString();
    }

    private @Nullable Object value(Object raw) {
        Object resolved = placeholders.resolvePlaceholders(raw);
        boolean isScalar =
                resolved instanceof CharSequence || resolved instanceof Number || resolved instanceof Boolean;
        return isScalar ? literal(resolved.toString()) : resolved;
    }

    /** Text in which {@link CarnetConfig} expands nothing. */
    static String literal(String text) {
        return text.replace("${", "$${");
    }
}
