package dev.carnet.dancer.kioku;

import dev.carnet.dancer.perl.PerlValue;
import org.jspecify.annotations.Nullable;

/**
 * An object of the class {@code KiokuDB::Entry}.
 *
 * @param id empty for an object that stands inside another entry
 * @param className the class of the object that it holds; empty for a plain value
 * @param tied the letter of the kind of tied variable, else empty
 * @param data what it holds
 * @param backendData null if there are none; likewise the two that follow
 * @param note Carnet's own, which KiokuDB overlooks, and drops when it writes the entry; null if there is none
 */
record KiokuEntry(
        String id,
        String className,
        boolean isRoot,
        boolean isDeleted,
        String tied,
        PerlValue data,
        @Nullable PerlValue backendData,
        @Nullable PerlValue classMeta,
        @Nullable PerlValue classVersion,
        @Nullable String note) {
    static final String CLASS = "KiokuDB::Entry";

    KiokuEntry withNote(@Nullable String other) {
        return new KiokuEntry(
                id, className, isRoot, isDeleted, tied, data, backendData, classMeta, classVersion, other);
    }
}
