package dev.carnet.kiokudb;

import dev.carnet.error.ConfigurationException;
import dev.carnet.spi.setup.Setting;
import dev.carnet.spi.setup.Settings;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Reads the options of a backend from their group; one of them may be outside the group. */
final class BackendOptions {
    private final Settings settings;
    private final Setting<Map<?, ?>> group;
    private final Setting<String> beside;
    private final KiokuBackendProvider backend;

    /**
     * @param group the setting that holds them
     * @param beside the one that is named like an option of some backends
     */
    BackendOptions(Settings settings, Setting<Map<?, ?>> group, Setting<String> beside, KiokuBackendProvider backend) {
        this.settings = settings;
        this.group = group;
        this.beside = beside;
        this.backend = backend;
    }

    /** Throws {@link ConfigurationException} if one is unknown, missing or wrong; it shows no secret. */
    Settings read() {
        Settings.Builder builder = settings.inside(group);
        Set<Setting<?>> given = new HashSet<>();
        settings.get(group).forEach((key, value) -> {
            Setting<?> option = option(key.toString());
            if (!given.add(option)) {
                throw builder.build().invalid(option, "it is given twice, in two spellings; remove one of them");
            }
            read(option, value, builder);
        });
        settings.find(beside).ifPresent(value -> {
            Setting<?> option = find(beside.name())
                    .orElseThrow(
                            () -> settings.invalid(beside, "the backend " + backend.name() + " has no such option"));
            if (!given.add(option)) {
                throw settings.invalid(beside, "it is in " + group.name() + " as well; remove one of them");
            }
            read(option, value, builder);
        });
        Settings options = builder.build();
        for (Setting<?> each : backend.settings()) {
            if (each.isRequired() && !options.has(each)) {
                throw options.invalid(each, "this option is missing; allowed is " + each.allowed());
            }
        }
        return options;
    }

    private Setting<?> option(String key) {
        List<String> known = backend.settings().stream().map(Setting::name).toList();
        return find(key)
                .orElseThrow(() -> settings.unknown(
                        group, "the backend " + backend.name() + " has no option '" + key + "'", key, known));
    }

    private Optional<Setting<?>> find(String key) {
        return backend.settings().stream()
                .<Setting<?>>map(each -> each)
                .filter(each -> spellings(each).anyMatch(key::equalsIgnoreCase))
                .findFirst();
    }

    private static Stream<String> spellings(Setting<?> setting) {
        return Stream.concat(Stream.of(setting.name()), setting.aliases().stream());
    }

    private <T> void read(Setting<T> option, Object value, Settings.Builder into) {
        try {
            into.set(option, option.read(value));
        } catch (IllegalArgumentException e) {
            Settings place = settings.inside(group).build();
            String problem = place.isHidden(option) ? "this value (not shown here) cannot be used" : e.getMessage();
            throw place.invalid(option, problem + "; allowed is " + option.allowed());
        }
    }
}
