package dev.carnet.cli.terminal;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.apache.commons.text.WordUtils;
import org.jline.utils.AttributedString;
import org.jline.utils.AttributedStringBuilder;
import org.jline.utils.AttributedStyle;

/**
 * Rows in columns, as wide as their widest cell. On a terminal one column gives way where the line would be too long;
 * anywhere else every cell is whole. Printed as often as one likes, so that a long table need not be held. Not thread-safe.
 */
public final class Table {
    private static final String GAP = "  ";
    private static final int NARROWEST = 8;

    /** How a column's cells stand in it. */
    public enum Fit {
        LEFT,
        RIGHT,
        /** As {@link #LEFT}; where there is too little room, cut off. */
        CUT,
        /** As {@link #LEFT}; where there is too little room, on several lines. */
        WRAP
    }

    /**
     * A column.
     *
     * @param title what stands over it; a table without titles has empty ones
     */
    public record Column(String title, Fit fit) {}

    private final Shell shell;
    private final List<Column> columns;
    private final boolean coloured;
    private final int room;
    private final int[] widths;
    private final List<List<AttributedString>> rows = new ArrayList<>();

    public Table(Shell shell, Column... columns) {
        this.shell = shell;
        this.columns = List.of(columns);
        this.coloured = shell.isColoured();
        this.room = shell.screen().isOut() ? shell.width() : Integer.MAX_VALUE;
        this.widths = new int[columns.length];
        if (Stream.of(columns).anyMatch(each -> !each.title().isEmpty())) {
            add(Stream.of(columns)
                    .map(each -> new AttributedString(each.title(), AttributedStyle.BOLD))
                    .toList());
        }
    }

    /** Columns without titles: names, and what is to be said about them. */
    public static Table ofNames(Shell shell) {
        return new Table(shell, new Column("", Fit.LEFT), new Column("", Fit.WRAP));
    }

    public void add(String... cells) {
        add(Arrays.stream(cells).map(AttributedString::new).toList());
    }

    public void add(List<AttributedString> cells) {
        rows.add(cells);
        for (int i = 0; i < widths.length; i++) {
            widths[i] = Math.max(widths[i], cells.get(i).columnLength());
        }
    }

    /** Prints the rows added since the last time. */
    public void print() {
        int[] fitting = fitting();
        rows.forEach(row -> print(row, fitting));
        rows.clear();
    }

    private int[] fitting() {
        int[] fitting = widths.clone();
        int tooMuch = Arrays.stream(fitting).sum() + GAP.length() * (fitting.length - 1) - room;
        for (int i = 0; i < fitting.length && tooMuch > 0; i++) {
            Fit fit = columns.get(i).fit();
            if (fit == Fit.CUT || fit == Fit.WRAP) {
                fitting[i] = Math.max(fitting[i] - tooMuch, Math.min(fitting[i], NARROWEST));
            }
        }
        return fitting;
    }

    private void print(List<AttributedString> row, int[] fitting) {
        List<List<AttributedString>> cells = new ArrayList<>();
        for (int i = 0; i < fitting.length; i++) {
            cells.add(lines(row.get(i), columns.get(i).fit(), fitting[i]));
        }
        int height = cells.stream().mapToInt(List::size).max().orElse(0);
        for (int line = 0; line < height; line++) {
            AttributedStringBuilder text = new AttributedStringBuilder();
            for (int i = 0; i < fitting.length; i++) {
                List<AttributedString> cell = cells.get(i);
                AttributedString part = line < cell.size() ? cell.get(line) : AttributedString.EMPTY;
                String blanks = " ".repeat(Math.max(0, fitting[i] - part.columnLength()));
                boolean right = columns.get(i).fit() == Fit.RIGHT;
                text.append(right ? blanks : "").append(part).append(right ? "" : blanks);
                text.append(i < fitting.length - 1 ? GAP : "");
            }
            int end = text.toString().stripTrailing().length();
            AttributedString whole = text.subSequence(0, end);
            shell.out().println(coloured ? whole.toAnsi() : whole.toString());
        }
    }

    private static List<AttributedString> lines(AttributedString cell, Fit fit, int width) {
        if (cell.columnLength() <= width) {
            return List.of(cell);
        }
        return switch (fit) {
            case CUT ->
                List.of(AttributedString.join(
                        AttributedString.EMPTY, cell.columnSubSequence(0, width - 1), new AttributedString("…")));
            case WRAP ->
                WordUtils.wrap(cell.toString(), width, "\n", false)
                        .lines()
                        .map(AttributedString::new)
                        .toList();
            case LEFT, RIGHT -> List.of(cell);
        };
    }
}
