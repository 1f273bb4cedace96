package dev.carnet.architecture;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipFile;

/** A folder as it goes to Maven Central, and what Maven Central would say against it. */
record DeployedArtifacts(Path group, SigningKey key) {
    private static final List<String> OF_A_JAR = List.of(".jar", "-sources.jar", "-javadoc.jar");
    private static final List<String> IN_A_POM = List.of("<name>", "<description>");
    private static final List<String> IN_THE_PARENT = List.of("<url>", "<licenses>", "<developers>", "<scm");
    private static final Map<String, String> CHECKSUMS = Map.of(".md5", "MD5", ".sha1", "SHA-1");

    Set<String> artifacts() throws IOException {
        try (Stream<Path> folders = Files.list(group)) {
            return folders.map(each -> each.getFileName().toString()).collect(Collectors.toSet());
        }
    }

    /** What is missing or wrong, a line each. */
    List<String> faults() throws Exception {
        List<String> faults = new ArrayList<>();
        for (String artifact : artifacts()) {
            List<Path> files = files(artifact);
            for (Path file : files) {
                faults.addAll(faultsOf(file));
            }
            Path pom = only(files, ".pom");
            String text = Files.readString(pom);
            for (String element : artifact.equals("carnet-parent") ? IN_THE_PARENT : IN_A_POM) {
                if (!text.contains(element)) {
                    faults.add(pom.getFileName() + " lacks " + element);
                }
            }
            if (!text.contains("<packaging>pom</packaging>")) {
                String stem = pom.getFileName().toString().replace(".pom", "");
                Set<String> names = files.stream()
                        .map(each -> each.getFileName().toString())
                        .collect(Collectors.toSet());
                OF_A_JAR.stream()
                        .filter(each -> !names.contains(stem + each))
                        .forEach(each -> faults.add(stem + " has no " + each));
            }
        }
        return faults;
    }

    private List<String> faultsOf(Path file) throws Exception {
        List<String> faults = new ArrayList<>();
        if (!key.hasSigned(file)) {
            faults.add(file.getFileName() + " has another signature");
        }
        for (Map.Entry<String, String> checksum : CHECKSUMS.entrySet()) {
            String told = Files.readString(Path.of(file + checksum.getKey())).strip();
            byte[] digest = MessageDigest.getInstance(checksum.getValue()).digest(Files.readAllBytes(file));
            if (!told.equals(HexFormat.of().formatHex(digest))) {
                faults.add(file.getFileName() + " has another " + checksum.getValue());
            }
        }
        if (file.toString().endsWith(".jar")) {
            try (ZipFile jar = new ZipFile(file.toFile())) {
                if (jar.stream()
                        .allMatch(each -> each.isDirectory() || each.getName().startsWith("META-INF/MANIFEST"))) {
                    faults.add(file.getFileName() + " is empty");
                }
            }
        }
        return faults;
    }

    private static Path only(List<Path> files, String ending) {
        return files.stream()
                .filter(each -> each.toString().endsWith(ending))
                .findFirst()
                .orElseThrow();
    }

    /** What is deployed of an artifact, without signatures, checksums and Maven's own lists. */
    private List<Path> files(String artifact) throws IOException {
        Set<String> kinds = new HashSet<>(Set.of("jar", "pom", "zip"));
        try (Stream<Path> all = Files.walk(group.resolve(artifact))) {
            return all.filter(each -> kinds.contains(each.toString().replaceAll(".*[.]", "")))
                    .toList();
        }
    }
}
