package dev.carnet.kiokudb;

import dev.carnet.jdbc.EntryTable;
import dev.carnet.spi.setup.Setting;
import dev.carnet.spi.setup.Settings;
import dev.carnet.spi.setup.StoreSetup;
import java.util.ArrayList;
import java.util.List;

/** {@code kiokudb_backend: DBI}: on any database of the engine DBI, with that engine's options. */
public final class DbiBackendProvider implements KiokuBackendProvider {
    private static final Setting<String> SERIALIZER = Setting.of("serializer", "json", text -> {
                if (text.strip().equalsIgnoreCase("json")) {
                    return "json";
                }
                throw new IllegalArgumentException("'" + text + "' cannot be read here");
            })
            .defaultsTo("json")
            .describedAs("How Perl writes its entries; of its serializers only this one is read here");

    @Override
    public String name() {
        return "DBI";
    }

    @Override
    public List<Setting<?>> settings() {
        List<Setting<?>> settings = new ArrayList<>(EntryTable.settings());
        settings.add(CREATE);
        settings.add(SERIALIZER);
        return settings;
    }

    @Override
    public void check(Settings options) {
        EntryTable.check(options);
    }

    @Override
    public KiokuBackend open(Settings options) {
        return new DbiBackend(EntryTable.open(options, options.get(CREATE)));
    }

    @Override
    public StoreSetup setup(Settings options) {
        return EntryTable.setup(options, options.get(CREATE));
    }
}
