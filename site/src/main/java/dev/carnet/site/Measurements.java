package dev.carnet.site;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The tables of {@code docs/measurements.md}, which {@code benchmarks/run} writes, to be looked up by heading, row and column. */
final class Measurements {
    private final Map<String, Map<String, Map<String, String>>> tables = new LinkedHashMap<>();

    /** @param markdown the file's text */
    Measurements(String markdown) {
        String heading = "";
        List<String> columns = List.of();
        for (String line : markdown.lines().toList()) {
            if (line.startsWith("#")) {
                heading = line.replaceAll("^#+ ", "");
                columns = List.of();
            } else if (!line.startsWith("|")) {
                columns = List.of();
            } else if (columns.isEmpty()) {
                columns = cells(line);
            } else if (!line.startsWith("| ---")) {
                row(heading, columns, cells(line));
            }
        }
    }

    private void row(String heading, List<String> columns, List<String> cells) {
        Map<String, String> row = tables.computeIfAbsent(heading, same -> new LinkedHashMap<>())
                .computeIfAbsent(cells.get(0), same -> new LinkedHashMap<>());
        for (int i = 1; i < cells.size(); i++) {
            row.put(columns.get(i), cells.get(i));
        }
    }

    private static List<String> cells(String line) {
        return Arrays.stream(line.substring(1, line.lastIndexOf('|')).split("\\|"))
                .map(String::strip)
                .toList();
    }

    /** A cell's text; {@link IllegalArgumentException} if there is no such cell. */
    String get(String heading, String row, String column) {
        String cell = tables.getOrDefault(heading, Map.of())
                .getOrDefault(row, Map.of())
                .get(column);
        if (cell == null) {
            throw new IllegalArgumentException("docs/measurements.md has no '" + row + "', '" + column + "' below '"
                    + heading + "'; were the benchmarks renamed?");
        }
        return cell;
    }

    /** Microseconds from a cell such as {@code 57 µs} or {@code 1.3 ms, 12x}. */
    static double micros(String cell) {
        String[] words = cell.replaceAll(",.*", "").split(" ", -1);
        double number = Double.parseDouble(words[0]);
        return switch (words[1]) {
            case "µs" -> number;
            case "ms" -> number * 1_000;
            case "s" -> number * 1_000_000;
            default -> throw new IllegalArgumentException("no time: " + cell);
        };
    }

    /** The number of a cell such as {@code 1.10x}, {@code 69 %} or {@code none}. */
    static double number(String cell) {
        return cell.equals("none") ? 0 : Double.parseDouble(cell.replaceAll("[x %]", ""));
    }
}
