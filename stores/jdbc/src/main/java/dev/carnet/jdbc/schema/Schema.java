package dev.carnet.jdbc.schema;

import dev.carnet.jdbc.sql.Dialect;
import dev.carnet.jdbc.sql.TableName;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The table of {@code schema-NAME.sql}, with the configured name. */
public final class Schema {
    private static final String RESOURCES = "/dev/carnet/jdbc/";
    private static final Pattern COMMENT = Pattern.compile("(?m)^--.*\\R");
    private static final Pattern COLUMN = Pattern.compile("(?m)^  (\\w+) .+?(?=,?$)");
    private static final Pattern INDEXED_COLUMNS = Pattern.compile("\\(([\\w, ]+)\\)$");
    private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{(\\w+)(?::(\\w+))?}");

    private final Dialect dialect;
    private final TableName table;
    private final String createTable;
    private final Map<String, String> columns = new LinkedHashMap<>();
    private final Map<List<String>, String> indexes = new LinkedHashMap<>();

    /** The file is taken apart before names come in, so that no name can end a statement. */
    public Schema(Dialect dialect, TableName table) {
        this.dialect = dialect;
        this.table = table;
        List<String> statements = statements("schema-" + dialect.name() + ".sql");
        createTable = named(statements.get(0));
        COLUMN.matcher(statements.get(0))
                .results()
                .forEach(column -> columns.put(column.group(1), column.group().strip()));
        for (String createIndex : statements.subList(1, statements.size())) {
            indexes.put(indexedColumns(createIndex), named(createIndex));
        }
    }

    public TableName table() {
        return table;
    }

    public String createTable() {
        return createTable;
    }

    /** Each column's name and definition. */
    public Map<String, String> columns() {
        return columns;
    }

    public String addColumn(String name) {
        return named("ALTER TABLE ${table} ADD COLUMN ") + columns.get(name);
    }

    /** The columns of each index and the statement that creates it. */
    public Map<List<String>, String> indexes() {
        return indexes;
    }

    /** A SELECT that gives every column and no row. */
    public String selectNothing() {
        return named("SELECT * FROM ${table} WHERE 1 = 0");
    }

    private String named(String template) {
        return PLACEHOLDER.matcher(template).replaceAll(place -> Matcher.quoteReplacement(name(place)));
    }

    private String name(MatchResult placeholder) {
        return switch (placeholder.group(1)) {
            case "table" -> table.quoted(dialect::quote);
            case "indexed" -> dialect.indexedTable(table);
            default -> dialect.indexName(table, "_" + placeholder.group(2));
        };
    }

    private static List<String> indexedColumns(String createIndex) {
        Matcher list = INDEXED_COLUMNS.matcher(createIndex);
        if (!list.find()) {
            throw new IllegalStateException("no columns: " + createIndex);
        }
        return List.of(list.group(1).split(", "));
    }

    /** The statements in a file of the module. */
    public static List<String> statements(String file) {
        return Arrays.asList(COMMENT.matcher(resource(file)).replaceAll("").split(";\\s*"));
    }

    private static String resource(String name) {
        try (InputStream file = Objects.requireNonNull(Schema.class.getResourceAsStream(RESOURCES + name), name)) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
