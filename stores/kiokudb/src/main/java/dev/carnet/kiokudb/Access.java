package dev.carnet.kiokudb;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/**
 * The permissions of new files and directories: only their owner ({@code rw-------}, {@code rwx------}), and their group
 * if the group may write into the directory. Never others. On file systems without POSIX permissions, the file system's
 * defaults apply.
 *
 * @param isPosix whether there are such permissions
 * @param isShared whether the group has access
 */
record Access(boolean isPosix, boolean isShared) {
    private static final int OWNER_EXECUTE = 0100;
    private static final int GROUP_EXECUTE = 0010;
    private static final int GROUP_READ_WRITE = 0060;

    private static final Set<PosixFilePermission> DIRECTORY = PosixFilePermissions.fromString("rwx------");
    private static final Set<PosixFilePermission> FILE = PosixFilePermissions.fromString("rw-------");

    /** As the permissions of a directory have it that is there. */
    static Access asIn(Path directory) throws IOException {
        boolean isPosix = isPosix(directory);
        return new Access(
                isPosix, isPosix && Files.getPosixFilePermissions(directory).contains(PosixFilePermission.GROUP_WRITE));
    }

    /** For the owner of a directory that is about to be created. */
    static Access ofOwner(Path directory) {
        return new Access(
                directory.getFileSystem().supportedFileAttributeViews().contains("posix"), false);
    }

    private static boolean isPosix(Path there) {
        return Files.getFileAttributeView(there, PosixFileAttributeView.class, LinkOption.NOFOLLOW_LINKS) != null;
    }

    /** What a new directory is created with. */
    FileAttribute<?>[] directory() {
        return created(DIRECTORY);
    }

    /** What a new file is created with. */
    FileAttribute<?>[] file() {
        return created(FILE);
    }

    private FileAttribute<?>[] created(Set<PosixFilePermission> permissions) {
        return isPosix
                ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(permissions)}
                : new FileAttribute<?>[0];
    }

    /** Lets the group take part in what was just created, whatever the process's umask takes away. */
    void share(Path created) throws IOException {
        if (isShared) {
            // Not as a set of permissions: to set that would clear the bit by which new files get the directory's
            // group.
            int mode = (Integer) Files.getAttribute(created, "unix:mode");
            int forGroup = (mode & OWNER_EXECUTE) == 0 ? GROUP_READ_WRITE : GROUP_READ_WRITE | GROUP_EXECUTE;
            Files.setAttribute(created, "unix:mode", mode | forGroup);
        }
    }
}
