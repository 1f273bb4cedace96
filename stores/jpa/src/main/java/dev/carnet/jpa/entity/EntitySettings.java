package dev.carnet.jpa.entity;

import dev.carnet.jpa.entity.Bookkeeping.Part;
import dev.carnet.spi.setup.Setting;
import dev.carnet.spi.setup.Settings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The settings that name an entity and its attributes, in Dancer's words. */
public final class EntitySettings {
    public static final Setting<String> RESULTSET = Setting.text("resultset")
            .defaultsTo(JpaOptions.DEFAULTS.entity())
            .describedAs("The entity that stores sessions, by its name or the name of its class");

    public static final Setting<String> ID_COLUMN = Setting.text("id_column")
            .defaultsTo(JpaOptions.DEFAULTS.id())
            .describedAs("The entity's attribute for the id, by its own name or its column's; a unique String");

    public static final Setting<String> DATA_COLUMN = Setting.text("data_column")
            .defaultsTo(JpaOptions.DEFAULTS.data())
            .describedAs("The entity's attribute for the data, by its own name or its column's; a String or byte[]");

    public static final Setting<Duration> LOCK_TIMEOUT = Setting.duration("lock_timeout")
            .defaultsTo(JpaOptions.DEFAULTS.lockTimeout())
            .describedAs("The longest wait for a session's row that another transaction has locked");

    private static final Map<Part, Setting<String>> BOOKKEEPING = new EnumMap<>(Part.class);

    static {
        for (Part each : Part.values()) {
            BOOKKEEPING.put(
                    each,
                    Setting.text(each.word() + "_column")
                            .describedAs("The entity's attribute for " + each.word()
                                    + ", by its own name or its column's; by default the one with @Bookkeeping(" + each
                                    + "), if there is one"));
        }
    }

    private EntitySettings() {}

    public static List<Setting<?>> all() {
        List<Setting<?>> all = new ArrayList<>(List.of(RESULTSET, ID_COLUMN, DATA_COLUMN, LOCK_TIMEOUT));
        all.addAll(BOOKKEEPING.values());
        return all;
    }

    /** The setting that names the attribute for a part. */
    public static Setting<String> column(Part part) {
        return Objects.requireNonNull(BOOKKEEPING.get(part));
    }

    public static JpaOptions options(Settings settings) {
        if (settings.get(LOCK_TIMEOUT).toSeconds() < 1) {
            throw settings.invalid(LOCK_TIMEOUT, "at least one second is allowed");
        }
        Map<Part, String> bookkeeping = new EnumMap<>(Part.class);
        BOOKKEEPING.forEach((part, setting) -> settings.find(setting).ifPresent(name -> bookkeeping.put(part, name)));
        return new JpaOptions(
                settings.get(RESULTSET),
                settings.get(ID_COLUMN),
                settings.get(DATA_COLUMN),
                bookkeeping,
                settings.get(LOCK_TIMEOUT));
    }
}
