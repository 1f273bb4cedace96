package dev.carnet.kiokudb;

import dev.carnet.mongodb.EntryCollection;
import dev.carnet.spi.setup.Setting;
import dev.carnet.spi.setup.Settings;
import dev.carnet.spi.setup.StoreSetup;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** {@code kiokudb_backend: MongoDB}: on a server or replica set, with the connection settings of the store MongoDB. */
public final class MongoDbBackendProvider implements KiokuBackendProvider {
    @Override
    public String name() {
        return "MongoDB";
    }

    @Override
    public Optional<String> missingArtifact() {
        return KiokuBackendProvider.missingArtifact("dev.carnet:carnet-mongodb", "dev.carnet.mongodb.EntryCollection");
    }

    @Override
    public List<Setting<?>> settings() {
        List<Setting<?>> settings = new ArrayList<>(EntryCollection.settings());
        settings.add(CREATE);
        return settings;
    }

    @Override
    public void check(Settings options) {
        EntryCollection.check(options);
    }

    @Override
    public KiokuBackend open(Settings options) {
        return new MongoDbBackend(EntryCollection.open(options, options.get(CREATE)));
    }

    @Override
    public StoreSetup setup(Settings options) {
        return EntryCollection.setup(options, options.get(CREATE));
    }
}
