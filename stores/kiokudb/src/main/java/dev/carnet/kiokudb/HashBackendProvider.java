package dev.carnet.kiokudb;

import dev.carnet.spi.setup.Setting;
import dev.carnet.spi.setup.Settings;
import java.util.List;

/** {@code kiokudb_backend: Hash}, the default: nothing to configure. */
public final class HashBackendProvider implements KiokuBackendProvider {
    @Override
    public String name() {
        return "Hash";
    }

    @Override
    public List<Setting<?>> settings() {
        return List.of(CREATE);
    }

    @Override
    public KiokuBackend open(Settings options) {
        return new HashBackend();
    }

    /** As the setting has it. */
    @Override
    public String toString() {
        return name();
    }
}
