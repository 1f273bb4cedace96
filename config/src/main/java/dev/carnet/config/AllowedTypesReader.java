package dev.carnet.config;

import dev.carnet.options.AllowedTypes;
import dev.carnet.spi.setup.Setting;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads {@code allowed_packages}, names in a list or with commas, and {@code allowed_types}: class names in a list or with
 * commas, each stored under its simple name, or a group of short names with a class name each. Classes are found, not
 * initialised.
 */
final class AllowedTypesReader {
    private static final Setting<String> CLASS = Setting.text("class");

    private final SettingReader values;
    private final Faults faults;
    private AllowedTypes allowed;

    AllowedTypesReader(SettingReader values, Faults faults, AllowedTypes base) {
        this.values = values;
        this.faults = faults;
        this.allowed = base;
    }

    AllowedTypes read(List<Node.Entry> types, List<Node.Entry> packages) {
        for (Node.Entry each : types) {
            if (each.value() instanceof Node.Group group) {
                group.entries().forEach(type -> read(type, type.key()));
            } else if (each.value() instanceof Node.Items items) {
                items.entries().forEach(type -> read(type, null));
            } else {
                values.read(SessionSettings.ALLOWED_TYPES, each)
                        .ifPresent(names -> names.forEach(name -> allow(each.place(), null, name)));
            }
        }
        packages.forEach(each -> values.readEach(SessionSettings.ALLOWED_PACKAGES, each, this::allowPackage));
        return allowed;
    }

    private void allowPackage(KeyPlace place, String name) {
        try {
            allowed = allowed.andPackage(name.strip(), classLoader());
        } catch (IllegalArgumentException e) {
            faults.add(place, String.valueOf(e.getMessage()));
        }
    }

    private void read(Node.Entry type, @Nullable String name) {
        values.read(CLASS, type).ifPresent(className -> allow(type.place(), name, className.strip()));
    }

    private void allow(KeyPlace place, @Nullable String name, String className) {
        try {
            Class<?> type = Class.forName(className, false, classLoader());
            allowed = allowed.and(name == null ? type.getSimpleName() : name, type);
        } catch (ClassNotFoundException | LinkageError e) {
            faults.add(
                    place,
                    "there is no class '" + className + "' on the class path; write its full name, such as"
                            + " com.example.Cart, or com.example.Shop$Cart for a nested class");
        } catch (IllegalArgumentException e) {
            faults.add(place, String.valueOf(e.getMessage()));
        }
    }

    /** The application's, as far as the thread knows it. */
    private static ClassLoader classLoader() {
        ClassLoader ofThread = Thread.currentThread().getContextClassLoader();
        return ofThread != null ? ofThread : AllowedTypesReader.class.getClassLoader();
    }
}
