package dev.carnet.cli.setup;

import dev.carnet.config.CarnetConfig;
import dev.carnet.config.SettingInForce;
import dev.carnet.text.Words;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/**
 * One of the session's settings, given or by default.
 *
 * @param key what sets it
 * @param value a {@link Duration}, a number, a boolean, a text, or null for none
 * @param words the value for people
 */
record EffectiveSetting(String key, @Nullable Object value, String words) {

    /** Those of a configuration: first the session's, then its cookie's. */
    static List<EffectiveSetting> of(CarnetConfig config) {
        return SettingInForce.of(config).stream()
                .map(each -> new EffectiveSetting(each.key(), each.value(), words(each)))
                .toList();
    }

    private static String words(SettingInForce setting) {
        if (setting.value() instanceof Duration duration) {
            return Words.exactly(duration, setting.none());
        }
        if (setting.value() instanceof Long bytes) {
            return Words.size(bytes);
        }
        return Objects.toString(setting.value(), setting.none());
    }

    /** Writes it as a property into an object that is open; durations as ISO 8601. */
    void write(JsonGenerator json) {
        json.writeName(key);
        if (value == null) {
            json.writeNull();
        } else if (value instanceof Boolean flag) {
            json.writeBoolean(flag);
        } else if (value instanceof Number number) {
            json.writeNumber(number.longValue());
        } else {
            json.writeString(value.toString());
        }
    }
}
