package dev.carnet.jdbc.connection;

import dev.carnet.error.SessionStoreException;
import dev.carnet.jdbc.schema.Blueprint;
import java.io.IOException;
import java.net.URI;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;

/**
 * The file of a SQLite database. It is checked before SQLite connects, because SQLite creates a missing file and opens a
 * file without write permission read-only.
 *
 * @param path absolute
 */
public record SqliteFile(Path path) {
    /**
     * The file that a SQLite URL names; none for a database in memory.
     *
     * @throws IllegalArgumentException if the name is none of a file
     */
    public static Optional<SqliteFile> of(String url) {
        String address = url.substring(url.indexOf(':', "jdbc:".length()) + 1);
        int query = address.indexOf('?');
        String name = query < 0 ? address : address.substring(0, query);
        if (name.isEmpty()) {
            throw new IllegalArgumentException("the file name is missing");
        }
        if (name.endsWith(":memory:") || address.contains("mode=memory")) {
            return Optional.empty();
        }
        Path path = name.startsWith("file:") ? ofUri(name) : Path.of(name);
        return Optional.of(new SqliteFile(path.toAbsolutePath().normalize()));
    }

    /** A relative name is allowed here, other than in {@link Path#of(URI)}. */
    private static Path ofUri(String uri) {
        URI parsed = URI.create(uri);
        return Path.of(parsed.isOpaque() ? parsed.getSchemeSpecificPart() : parsed.getPath());
    }

    public boolean exists() {
        return Files.exists(path);
    }

    /** Why the file cannot hold sessions, and the remedy; empty if it can. */
    public Optional<String> problem() {
        Path directory = path.getParent();
        if (directory == null || Files.isDirectory(path)) {
            return Optional.of(path + " is a directory; give the path of a file");
        }
        if (!Files.isDirectory(directory)) {
            return Optional.of("the directory of " + path + " does not exist; create it");
        }
        if (exists() && !(Files.isReadable(path) && Files.isWritable(path))) {
            return Optional.of(path + " cannot be read and written by this user; change its owner or permissions");
        }
        if (!Files.isWritable(directory)) {
            return Optional.of("the directory of " + path + " cannot be written by this user, and SQLite keeps files"
                    + " beside the database; change its owner or permissions");
        }
        return Optional.empty();
    }

    /** Throws an error with the remedy if there is a problem. */
    public void requireNoProblem() {
        problem().ifPresent(SqliteFile::fail);
    }

    /** Throws an error with the remedy if there is a problem or no file yet. */
    public void requireThere() {
        requireNoProblem();
        if (!exists()) {
            fail("there is no database " + path + " yet; " + Blueprint.NOT_CREATED);
        }
    }

    /** Creates it if it is not there, for its owner only; SQLite gives the files beside it the same permissions. */
    public void create() {
        boolean hasOwners = path.getFileSystem().supportedFileAttributeViews().contains("posix");
        FileAttribute<?>[] ownerOnly = hasOwners
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
                }
                : new FileAttribute<?>[0];
        try {
            Files.createFile(path, ownerOnly);
        } catch (FileAlreadyExistsException there) {
            // It keeps the permissions that its owner gave it.
        } catch (IOException e) {
            String reason = e instanceof FileSystemException file ? file.getReason() : e.getMessage();
            throw new SessionStoreException(
                    "JDBC: " + path + " cannot be created: "
                            + (reason == null ? e.getClass().getSimpleName() : reason)
                            + ". Check whether this user may create files in its directory and whether there is"
                            + " space, or use another file",
                    e);
        }
    }

    private static void fail(String problem) {
        throw new SessionStoreException("JDBC: " + problem, null);
    }
}
