package dev.carnet.kiokudb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.carnet.spi.setup.Settings;
import dev.carnet.spi.setup.StoreSetup;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Sessions in files are their owner's alone, whatever the process's umask, unless the operator shares the directory. */
class AccessTest {
    private static final Entry ENTRY = new Entry("Zk3uU9", "{}", null, true);

    private static final int SET_GROUP_ID = 02000;

    @TempDir
    private Path parent;

    @BeforeEach
    void requirePermissions() {
        assumeTrue(parent.getFileSystem().supportedFileAttributeViews().contains("posix"), "no POSIX permissions here");
    }

    private static String permissions(Path path) {
        try {
            return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static void write(Path directory) {
        try (FilesBackend backend = FilesBackend.open(directory, FilesPlace.LOCK_TIMEOUT)) {
            assertThat(backend.insert(ENTRY)).isTrue();
            assertThat(backend.replace(ENTRY, new Entry(ENTRY.id(), "{\"a\":1}", null, true)))
                    .isTrue();
        }
    }

    private static List<Path> below(Path directory) throws IOException {
        try (Stream<Path> all = Files.walk(directory)) {
            return all.filter(each -> !each.equals(directory)).toList();
        }
    }

    private static void assertAll(Path directory, String files, String directories) throws IOException {
        assertThat(below(directory))
                .hasSizeGreaterThan(4)
                .allSatisfy(
                        each -> assertThat(permissions(each)).isEqualTo(Files.isDirectory(each) ? directories : files));
    }

    private Path directory(String permissions) throws IOException {
        Path directory = Files.createDirectory(parent.resolve("kioku"));
        Set<PosixFilePermission> wanted = PosixFilePermissions.fromString(permissions);
        return Files.setPosixFilePermissions(directory, wanted);
    }

    @Test
    void a_new_directory_and_all_in_it_is_its_owners_alone() throws IOException {
        Path directory = parent.resolve("new").resolve("kioku");
        FilesBackendProvider provider = new FilesBackendProvider();
        Settings settings = Settings.builder(setting -> "carnet.yml line 3, " + setting)
                .set(FilesBackendProvider.DIRECTORY, directory)
                .build();
        try (StoreSetup setup = provider.setup(settings)) {
            setup.apply();
        }
        write(directory);

        assertThat(permissions(directory)).isEqualTo("rwx------");
        assertThat(permissions(parent.resolve("new"))).isEqualTo("rwx------");
        assertAll(directory, "rw-------", "rwx------");
    }

    @Test
    void what_others_may_read_of_a_directory_they_may_not_read_of_sessions() throws IOException {
        Path directory = directory("rwxr-xr-x");

        write(directory);

        assertThat(permissions(directory)).isEqualTo("rwxr-xr-x");
        assertAll(directory, "rw-------", "rwx------");
    }

    @Test
    void a_group_that_may_write_takes_part() throws IOException {
        Path directory = directory("rwxrwx---");

        write(directory);

        assertAll(directory, "rw-rw----", "rwxrwx---");
    }

    /** By this bit what is made in a directory belongs to the directory's group, in every folder below. */
    @Test
    void a_directory_that_hands_on_its_group_goes_on_doing_so() throws IOException {
        Path directory = directory("rwxrwx---");
        int mode = (Integer) Files.getAttribute(directory, "unix:mode");
        Files.setAttribute(directory, "unix:mode", mode | SET_GROUP_ID);
        assumeTrue((mode(directory) & SET_GROUP_ID) != 0, "this file system or this user sets no such bit");

        write(directory);

        assertAll(directory, "rw-rw----", "rwxrwx---");
        assertThat(below(directory))
                .filteredOn(Files::isDirectory)
                .isNotEmpty()
                .allSatisfy(each -> assertThat(mode(each) & SET_GROUP_ID).isNotZero());
    }

    private static int mode(Path path) throws IOException {
        return (Integer) Files.getAttribute(path, "unix:mode");
    }

    @Test
    void what_a_crash_has_left_gives_its_permissions_to_no_session() throws IOException {
        Path directory = directory("rwx------");
        write(directory);
        Path left = directory.resolve("locks").resolve(String.format("%02x.new", FileLocks.share("left")));
        Files.writeString(left, "half");
        Files.setPosixFilePermissions(left, PosixFilePermissions.fromString("rw-rw-rw-"));

        try (FilesBackend backend = FilesBackend.open(directory, FilesPlace.LOCK_TIMEOUT)) {
            assertThat(backend.insert(new Entry("left", "{}", null, true))).isTrue();
        }

        assertAll(directory, "rw-------", "rwx------");
    }
}
