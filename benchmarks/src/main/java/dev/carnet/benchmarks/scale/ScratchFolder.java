package dev.carnet.benchmarks.scale;

import dev.carnet.testservers.TestServers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** A folder for one population. */
final class ScratchFolder {
    private ScratchFolder() {}

    static Path create() throws IOException {
        return Files.createTempDirectory(Files.createDirectories(TestServers.directory()), "scale");
    }

    static void delete(Path folder) throws IOException {
        List<Path> all;
        try (Stream<Path> walk = Files.walk(folder)) {
            all = walk.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path each : all) {
            Files.delete(each);
        }
    }
}
