package dev.carnet.kiokudb;

import dev.carnet.error.SessionStoreException;
import dev.carnet.spi.setup.Setting;
import dev.carnet.spi.setup.Settings;
import dev.carnet.spi.setup.StoreSetup;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** {@code kiokudb_backend: Files}: in a directory. */
public final class FilesBackendProvider implements KiokuBackendProvider {
    static final Setting<Path> DIRECTORY = Setting.of("dir", "the path of a directory", text -> {
                try {
                    return Path.of(text.strip()).toAbsolutePath();
                } catch (InvalidPathException e) {
                    throw new IllegalArgumentException("'" + text + "' is not a path", e);
                }
            })
            .required()
            .describedAs("The directory for entries; nothing else may be in it");

    private static final Setting<Duration> LOCK_TIMEOUT = Setting.duration("lock_timeout")
            .defaultsTo(Duration.ofSeconds(10))
            .describedAs("The longest wait for other writers");

    @Override
    public String name() {
        return "Files";
    }

    @Override
    public List<Setting<?>> settings() {
        return List.of(DIRECTORY, LOCK_TIMEOUT, CREATE);
    }

    @Override
    public KiokuBackend open(Settings options) {
        Path directory = options.get(DIRECTORY);
        if (options.get(CREATE)) {
            create(directory);
        }
        if (!Files.isDirectory(directory)) {
            throw new SessionStoreException(
                    "KiokuDB: there is no directory " + directory + "; run `carnet init`, which creates it", null);
        }
        return FilesBackend.open(directory, options.get(LOCK_TIMEOUT));
    }

    private static void create(Path directory) {
        try {
            new Disk().createDirectory(directory, Access.ofOwner(directory));
        } catch (IOException e) {
            throw FileFailures.of("the directory cannot be created", directory, e);
        }
    }

    @Override
    public StoreSetup setup(Settings options) {
        Path directory = options.get(DIRECTORY);
        boolean isCreated = options.get(CREATE);
        return new StoreSetup() {
            @Override
            public List<Finding> check() {
                return List.of(finding(directory, isCreated));
            }

            @Override
            public List<String> plan() {
                return Files.isDirectory(directory) ? List.of() : List.of("mkdir -p -m 700 " + directory);
            }

            @Override
            public void apply() {
                create(directory);
            }

            @Override
            public void close() {}
        };
    }

    private static StoreSetup.Finding finding(Path directory, boolean isCreated) {
        if (Files.exists(directory)) {
            return Stream.of(directory, directory.resolve(EntryFiles.ENTRIES), directory.resolve(FilesBackend.LOCKS))
                    .filter(Files::exists)
                    .flatMap(each -> problem(each).stream())
                    .findFirst()
                    .orElseGet(() ->
                            new StoreSetup.Finding(StoreSetup.Level.OK, "directory", directory + " can be written"));
        }
        return problem(existing(directory))
                .orElseGet(() -> new StoreSetup.Finding(
                        StoreSetup.Level.OK,
                        "directory",
                        directory + " does not exist yet; "
                                + (isCreated ? "it is created when the application starts" : "run `carnet init`")));
    }

    /** The nearest directory above one that is to be made. */
    private static Path existing(Path directory) {
        Path each = directory;
        while (!Files.exists(each) && each.getParent() != null) {
            each = each.getParent();
        }
        return each;
    }

    private static Optional<StoreSetup.Finding> problem(Path directory) {
        String problem = !Files.isDirectory(directory)
                ? " is not a directory; use another one"
                : !Files.isWritable(directory)
                        ? " cannot be written by this user; change its owner or permissions"
                        : "";
        return problem.isEmpty()
                ? Optional.empty()
                : Optional.of(new StoreSetup.Finding(StoreSetup.Level.ERROR, "directory", directory + problem));
    }
}
