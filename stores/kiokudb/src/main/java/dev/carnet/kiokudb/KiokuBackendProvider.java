package dev.carnet.kiokudb;

import dev.carnet.error.ConfigurationException;
import dev.carnet.error.SessionStoreException;
import dev.carnet.spi.setup.Setting;
import dev.carnet.spi.setup.Settings;
import dev.carnet.spi.setup.StoreSetup;
import java.util.List;
import java.util.Optional;

/** Opens a backend from {@code kiokudb_backend_opts}. Found by {@link java.util.ServiceLoader} under its name. */
public interface KiokuBackendProvider {
    /** An option of every backend. */
    Setting<Boolean> CREATE = Setting.flag("create")
            .defaultsTo(true)
            .describedAs("Whether missing tables, directories or collections are created when the application starts");

    /** The name that {@code kiokudb_backend: NAME} chooses it by, such as {@code "Hash"}. */
    String name();

    /** The artifact of the technology below, if that is not on the class path; nothing else is called then. */
    default Optional<String> missingArtifact() {
        return Optional.empty();
    }

    /** The artifact, unless a class of it is on the class path. */
    static Optional<String> missingArtifact(String artifact, String itsClass) {
        try {
            Class.forName(itsClass, false, KiokuBackendProvider.class.getClassLoader());
            return Optional.empty();
        } catch (ClassNotFoundException notThere) {
            return Optional.of(artifact);
        }
    }

    /** Every option it understands. */
    List<Setting<?>> settings();

    /**
     * Looks at options that are each well-formed for what does not fit together, without reaching for the place.
     *
     * @throws ConfigurationException made by {@link Settings#invalid}
     */
    default void check(Settings options) {}

    /**
     * Opens the backend; creates what is missing if {@link #CREATE} says so.
     *
     * @throws ConfigurationException if the options do not fit together
     * @throws SessionStoreException if the place cannot be reached or is not set up; the message says what to do
     */
    KiokuBackend open(Settings options);

    /** Looks at the place without opening it, and sets it up. */
    default StoreSetup setup(Settings options) {
        return StoreSetup.NOTHING_TO_DO;
    }
}
