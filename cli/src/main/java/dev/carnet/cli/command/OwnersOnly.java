package dev.carnet.cli.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/** How files are created that nobody but their owner may read, where the file system knows owners. */
public final class OwnersOnly {
    private static final Set<PosixFilePermission> OWNERS = PosixFilePermissions.fromString("rw-------");

    private OwnersOnly() {}

    public static FileAttribute<?>[] attributes(Path file) {
        return hasOwners(file)
                ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(OWNERS)}
                : new FileAttribute<?>[0];
    }

    /** Takes the others' rights to a file that may have been there before. */
    public static void restrict(Path file) throws IOException {
        if (hasOwners(file)) {
            Files.setPosixFilePermissions(file, OWNERS);
        }
    }

    private static boolean hasOwners(Path file) {
        return file.getFileSystem().supportedFileAttributeViews().contains("posix");
    }
}
