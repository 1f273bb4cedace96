package dev.carnet.architecture;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * This source tree as a newcomer gets it: nothing built, in a folder whose name has blanks and a letter outside ASCII. Its commands
 * run offline, on the libraries that this build has downloaded.
 */
final class Checkout {
    private static final Path HERE = Path.of("").toAbsolutePath();
    private static final Set<String> LEFT_OUT = Set.of("target", ".git", ".idea", ".vscode");
    private static final String OFFLINE =
            "--offline -Dmaven.repo.local=" + System.getProperty("carnet.test.localRepository");

    private final Path root;
    private final Path outputs;

    private Checkout(Path root, Path outputs) {
        this.root = root;
        this.outputs = outputs;
    }

    /** Makes it, in the place of the last one. */
    static Checkout fresh() throws IOException {
        return fresh("checkout", "Käse und Brot");
    }

    /**
     * Makes one beside others.
     *
     * @param folder its place below {@code target}
     * @param name what its root is called
     */
    static Checkout fresh(String folder, String name) throws IOException {
        Path place = HERE.resolve("target").resolve(folder);
        if (Files.exists(place)) {
            try (Stream<Path> old = Files.walk(place)) {
                for (Path each : old.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(each);
                }
            }
        }
        Path root = Files.createDirectories(place.resolve(name));
        Path source = HERE.getParent();
        Files.walkFileTree(source, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) throws IOException {
                if (LEFT_OUT.contains(folder.getFileName().toString())) {
                    return FileVisitResult.SKIP_SUBTREE;
                }
                Files.createDirectories(root.resolve(source.relativize(folder)));
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.copy(file, root.resolve(source.relativize(file)), StandardCopyOption.COPY_ATTRIBUTES);
                return FileVisitResult.CONTINUE;
            }
        });
        return new Checkout(root, place);
    }

    Path resolve(String name) {
        return root.resolve(name);
    }

    /** Starts one of its scripts; the variables come on top of a bare environment without a locale. */
    Run start(Path directory, Map<String, String> variables, String script, String... args) throws IOException {
        List<String> command = new ArrayList<>(List.of(root.resolve(script).toString()));
        command.addAll(List.of(args));
        Path out = Files.createTempFile(outputs, "out", ".txt");
        Path err = Files.createTempFile(outputs, "err", ".txt");
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectOutput(out.toFile())
                .redirectError(err.toFile());
        Map<String, String> environment = builder.environment();
        environment.keySet().retainAll(Set.of("PATH", "HOME", "JAVA_HOME", "MAVEN_USER_HOME"));
        environment.put("MAVEN_ARGS", OFFLINE);
        environment.putAll(variables);
        return new Run(builder.start(), out, err);
    }

    /** Starts one of its scripts in the root. */
    Run start(String script, String... args) throws IOException {
        return start(root, Map.of("LC_ALL", "C.UTF-8"), script, args);
    }

    /** A script under way. */
    record Run(Process process, Path outFile, Path errFile) {
        private static final int MINUTES = 10;

        /** The exit status. */
        int await() throws InterruptedException {
            return await(MINUTES);
        }

        /** The exit status; an error if it takes longer. */
        int await(int minutes) throws InterruptedException {
            if (!process.waitFor(minutes, TimeUnit.MINUTES)) {
                killAll();
                throw new IllegalStateException("no end after " + minutes + " minutes");
            }
            return process.exitValue();
        }

        String out() throws IOException {
            return Files.readString(outFile);
        }

        String err() throws IOException {
            return Files.readString(errFile);
        }

        /** Ends it and all that it started, without warning. */
        void killAll() {
            List<ProcessHandle> all = new ArrayList<>(process.descendants().toList());
            all.add(process.toHandle());
            all.forEach(ProcessHandle::destroyForcibly);
            all.forEach(each -> each.onExit().join());
        }
    }
}
