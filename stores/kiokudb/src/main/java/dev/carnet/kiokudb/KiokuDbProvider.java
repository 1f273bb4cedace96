package dev.carnet.kiokudb;

import dev.carnet.options.SessionOptions;
import dev.carnet.spi.SessionStore;
import dev.carnet.spi.setup.SessionStoreProvider;
import dev.carnet.spi.setup.Setting;
import dev.carnet.spi.setup.Settings;
import dev.carnet.spi.setup.StoreSetup;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** {@code session: KiokuDB}: on a backend chosen by name, with that backend's options. */
public final class KiokuDbProvider implements SessionStoreProvider {
    private static final Logger LOG = LoggerFactory.getLogger(KiokuDbProvider.class);
    private static final String PERL_PACKAGE = "KiokuDB::Backend::";

    private final List<KiokuBackendProvider> backends = ServiceLoader.load(KiokuBackendProvider.class).stream()
            .map(ServiceLoader.Provider::get)
            .toList();

    private final Setting<KiokuBackendProvider> backend = Setting.of(
                    "kiokudb_backend", "one of " + names(), this::backend)
            .choices(backends.stream().map(KiokuBackendProvider::name).toList())
            .aliases("backend")
            .defaultsTo(new HashBackendProvider())
            .describedAs("The backend that stores entries");

    private final Setting<Map<?, ?>> options = Setting.group("kiokudb_backend_opts")
            .aliases("backend_opts")
            .defaultsTo(Map.of())
            .describedAs("The options of the backend");

    private final Setting<String> dsn = Setting.secret("dsn")
            .aliases("url")
            .describedAs("The option dsn of the backend DBI, which may also be set here");

    @Override
    public String name() {
        return "KiokuDB";
    }

    @Override
    public List<Setting<?>> settings() {
        return List.of(backend, options, dsn);
    }

    @Override
    public List<Setting<?>> topLevelSettings() {
        return List.of(dsn);
    }

    private String names() {
        return backends.stream().map(KiokuBackendProvider::name).collect(Collectors.joining(", "));
    }

    private KiokuBackendProvider backend(String text) {
        String name = text.strip();
        if (name.startsWith(PERL_PACKAGE)) {
            throw new IllegalArgumentException("'" + name + "' is written without " + PERL_PACKAGE + " here: "
                    + name.substring(PERL_PACKAGE.length()));
        }
        KiokuBackendProvider found = backends.stream()
                .filter(each -> each.name().equalsIgnoreCase(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("there is no backend '" + name + "'"));
        found.missingArtifact().ifPresent(artifact -> {
            throw new IllegalArgumentException(
                    "the backend " + found.name() + " needs " + artifact + ", which is not on the class path; add it");
        });
        return found;
    }

    @Override
    public void check(Settings settings) {
        settings.get(backend).check(options(settings));
    }

    private Settings options(Settings settings) {
        return new BackendOptions(settings, options, dsn, settings.get(backend)).read();
    }

    @Override
    public SessionStore open(Settings settings, SessionOptions sessionOptions) {
        KiokuBackend opened = settings.get(backend).open(options(settings));
        if (!opened.isDurable()) {
            LOG.warn(
                    "KiokuDB: the backend {} keeps sessions in the memory of this process, and they end with it;"
                            + " choose another with kiokudb_backend",
                    settings.get(backend).name());
        }
        return new KiokuDbSessionStore(opened);
    }

    @Override
    public StoreSetup setup(Settings settings, SessionOptions sessionOptions) {
        return settings.get(backend).setup(options(settings));
    }
}
