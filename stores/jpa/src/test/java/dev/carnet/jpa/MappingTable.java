package dev.carnet.jpa;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What becomes of each mapping, as a full run saw it, and the documentation's table made of that. */
final class MappingTable {
    private static final Path SEEN = Path.of("src/test/resources/mappings.tsv");
    private static final Path PAGE = Path.of("../../docs/mappings.md");
    private static final String BEGIN = "<!-- made by MappingMatrixTest: begin -->\n";
    private static final String END = "<!-- made by MappingMatrixTest: end -->\n";

    private MappingTable() {}

    /** A mapping with each provider on each database where it means something. */
    static List<MappingCell> cells(Mapping mapping) {
        return Arrays.stream(Provider.values())
                .flatMap(provider ->
                        Arrays.stream(DatabaseKind.values()).map(kind -> new MappingCell(mapping, provider, kind)))
                .filter(each -> mapping.isThere().test(each.provider(), each.kind()))
                .toList();
    }

    /** The way in which each cell works, by the cell. */
    static Map<String, String> seen() {
        try {
            Map<String, String> seen = new TreeMap<>();
            for (String line : Files.exists(SEEN) ? Files.readAllLines(SEEN) : List.<String>of()) {
                String[] parts = line.split("\t", 2);
                seen.put(parts[0], parts[1]);
            }
            return seen;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Keeps what a full run saw, with what earlier ones saw of other cells, and makes the page of it. */
    static void write(Map<String, String> now) throws IOException {
        Map<String, String> seen = seen();
        seen.putAll(now);
        Set<String> there = Mapping.ALL.stream()
                .flatMap(each -> cells(each).stream())
                .map(MappingCell::toString)
                .collect(Collectors.toSet());
        seen.keySet().retainAll(there);
        Files.writeString(
                SEEN,
                seen.entrySet().stream()
                        .map(each -> each.getKey() + "\t" + each.getValue() + "\n")
                        .collect(Collectors.joining()));
        Files.writeString(PAGE, page());
    }

    /** The page as it should be. */
    static String page() throws IOException {
        String page = Files.readString(PAGE);
        return page.substring(0, page.indexOf(BEGIN) + BEGIN.length()) + table() + page.substring(page.indexOf(END));
    }

    static String pageAsItIs() throws IOException {
        return Files.readString(PAGE);
    }

    private static String table() {
        Map<String, String> seen = seen();
        StringBuilder table = new StringBuilder("| mapping | Hibernate | EclipseLink |\n|---|---|---|\n");
        for (Mapping each : Mapping.ALL) {
            table.append("| ").append(each.name());
            for (Provider provider : Provider.values()) {
                table.append(" | ").append(entry(each, provider, seen));
            }
            table.append(" |\n");
        }
        return table.toString();
    }

    /** Such as {@code in place; PostgreSQL: locked}. */
    private static String entry(Mapping mapping, Provider provider, Map<String, String> seen) {
        Map<String, Set<String>> databases = new LinkedHashMap<>();
        cells(mapping).stream()
                .filter(each -> each.provider() == provider)
                .forEach(each -> databases
                        .computeIfAbsent(String.valueOf(seen.get(each.toString())), way -> new LinkedHashSet<>())
                        .add(each.kind().product()));
        if (databases.size() <= 1) {
            return databases.keySet().stream().findFirst().orElse("");
        }
        return databases.entrySet().stream()
                .map(each -> String.join(", ", each.getValue()) + ": " + each.getKey())
                .collect(Collectors.joining("; "));
    }
}
