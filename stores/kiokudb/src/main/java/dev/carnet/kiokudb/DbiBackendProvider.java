package dev.carnet.kiokudb;

import static java.util.stream.Collectors.toMap;

import dev.carnet.jdbc.EntryTable;
import dev.carnet.spi.setup.Setting;
import dev.carnet.spi.setup.Settings;
import dev.carnet.spi.setup.StoreSetup;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.Set;

/** {@code kiokudb_backend: DBI}: on any database of the engine JDBC, with that engine's options. */
public final class DbiBackendProvider implements KiokuBackendProvider {
    private static final String JSON = "json";
    private static final Set<String> PERLS_OWN = Set.of("storable", "yaml");

    private final Map<String, EntrySerializer> serializers = ServiceLoader.load(EntrySerializer.class).stream()
            .map(ServiceLoader.Provider::get)
            .collect(toMap(EntrySerializer::name, each -> each));

    private final Setting<String> serializer = Setting.of("serializer", "json, storable or yaml", this::serializer)
            .choices(List.of(JSON, "storable", "yaml"))
            .defaultsTo(JSON)
            .describedAs("The serializer of Perl's entries; storable and yaml need dev.carnet:carnet-dancer");

    private String serializer(String text) {
        String name = text.strip().toLowerCase(Locale.ROOT);
        if (name.equals(JSON) || serializers.containsKey(name)) {
            return name;
        }
        throw new IllegalArgumentException(
                PERLS_OWN.contains(name)
                        ? "'" + name + "' needs dev.carnet:carnet-dancer, which is not on the class path; add it"
                        : "KiokuDB has no serializer '" + name + "'");
    }

    @Override
    public String name() {
        return "DBI";
    }

    @Override
    public Optional<String> missingArtifact() {
        return KiokuBackendProvider.missingArtifact("dev.carnet:carnet-jdbc", "dev.carnet.jdbc.EntryTable");
    }

    @Override
    public List<Setting<?>> settings() {
        List<Setting<?>> settings = new ArrayList<>(EntryTable.settings());
        settings.add(CREATE);
        settings.add(serializer);
        return settings;
    }

    @Override
    public void check(Settings options) {
        EntryTable.check(options);
    }

    @Override
    public KiokuBackend open(Settings options) {
        EntrySerializer chosen = serializers.get(options.get(serializer));
        return chosen == null
                ? new DbiBackend(EntryTable.open(options, options.get(CREATE)))
                : new SerializedBackend(new DbiBackend(EntryTable.openBytes(options, options.get(CREATE))), chosen);
    }

    @Override
    public StoreSetup setup(Settings options) {
        return EntryTable.setup(options, options.get(CREATE));
    }
}
