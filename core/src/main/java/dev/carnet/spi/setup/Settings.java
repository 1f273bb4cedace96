package dev.carnet.spi.setup;

import dev.carnet.error.ConfigurationException;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The validated values of a store's {@link Setting}s. The reader of a file creates them and knows the place of each;
 * {@link #toString()} contains no values. Immutable.
 */
public final class Settings {
    /** Knows where the settings were read. */
    @FunctionalInterface
    public interface Locator {
        /** The place of a setting, such as {@code carnet.yml line 7, engines.session.JDBC.dsn}. */
        String where(Setting<?> setting);

        /** A question at the end of a message, such as {@code did you mean Session?}; empty if there is no similar name. */
        default String didYouMean(String written, Collection<String> right) {
            return "";
        }

        /** Whether the written value contains variables, which may contain secrets. */
        default boolean hasVariables(Setting<?> setting) {
            return false;
        }
    }

    private final Map<Setting<?>, Object> values;
    private final Locator locator;

    private Settings(Map<Setting<?>, Object> values, Locator locator) {
        this.values = Map.copyOf(values);
        this.locator = locator;
    }

    public static Builder builder(Locator locator) {
        return new Builder(locator);
    }

    /** A builder for the settings in a group, with their places inside that group. */
    public Builder inside(Setting<?> group) {
        return builder(new Locator() {
            @Override
            public String where(Setting<?> setting) {
                return locator.where(group) + "." + setting;
            }

            @Override
            public String didYouMean(String written, Collection<String> right) {
                return locator.didYouMean(written, right);
            }

            @Override
            public boolean hasVariables(Setting<?> setting) {
                return locator.hasVariables(group);
            }
        });
    }

    /** The given value or the default; throws {@link IllegalStateException} if the setting has neither. */
    public <T> T get(Setting<T> setting) {
        return find(setting).orElseThrow(() -> new IllegalStateException(setting + " has no value and no default"));
    }

    /** The given value or the default, or empty. */
    public <T> Optional<T> find(Setting<T> setting) {
        @SuppressWarnings("unchecked") // Builder.set put it there under its own type
        @Nullable
        T value = (T) values.get(setting);
        return value != null ? Optional.of(value) : setting.defaultValue();
    }

    /** Whether a value was given. */
    public boolean has(Setting<?> setting) {
        return values.containsKey(setting);
    }

    /** Whether a setting's value must not appear in messages, because it is a secret or came from variables. */
    public boolean isHidden(Setting<?> setting) {
        return setting.isSecret() || locator.hasVariables(setting);
    }

    /** An error about a setting whose value is well-formed but cannot be used, with its place. */
    public ConfigurationException invalid(Setting<?> setting, String problem) {
        return new ConfigurationException(locator.where(setting) + ": " + problem);
    }

    /**
     * An error about a setting that names something that does not exist.
     *
     * @param problem what is wrong, such as {@code there is no entity 'Sesion'}
     * @param written the name as it was written
     * @param right the existing names; the message suggests the nearest one, or lists all
     */
    public ConfigurationException unknown(
            Setting<?> setting, String problem, String written, Collection<String> right) {
        String question = locator.didYouMean(written, right);
        String there = right.isEmpty() ? "" : "; there are: " + String.join(", ", right);
        return invalid(setting, problem + (question.isEmpty() ? there : "; " + question));
    }

    @Override
    public String toString() {
        return "Settings" + values.keySet();
    }

    /** Not thread-safe. */
    public static final class Builder {
        private final Map<Setting<?>, Object> values = new HashMap<>();
        private final Locator locator;

        private Builder(Locator locator) {
            this.locator = locator;
        }

        public <T> Builder set(Setting<T> setting, T value) {
            values.put(setting, value);
            return this;
        }

        public Settings build() {
            return new Settings(values, locator);
        }
    }
}
