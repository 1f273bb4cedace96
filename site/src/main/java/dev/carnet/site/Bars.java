package dev.carnet.site;

import java.util.List;
import java.util.Locale;

/**
 * A chart of horizontal bars as a small SVG, a few kilobytes: text stays text, and the colours are those of the page around it,
 * or of the system where the file is shown by itself.
 *
 * @param title what the bars tell, with their unit
 * @param groups the bars, by group
 */
record Bars(String title, List<Group> groups) {
    private static final int WIDTH = 680;
    private static final int NAMES = 210;
    private static final int VALUES = 90;
    private static final int ROW = 24;
    private static final int BAR = 14;
    private static final int TITLE = 34;
    private static final int GROUP_TITLE = 30;

    /** @param limit the longest bar; a longer one is cut, and its value says so. 0 is the longest of the group */
    record Group(String title, double limit, List<Bar> bars) {}

    /** @param label the value in words, with its unit */
    record Bar(String name, double value, String label) {
        boolean isCarnet() {
            return name.startsWith("Carnet");
        }
    }

    String svg() {
        StringBuilder body = new StringBuilder();
        int y = TITLE;
        for (Group group : groups) {
            if (!group.title().isEmpty()) {
                body.append(text(0, y + 18, "ink", "font-weight=\"600\"", group.title()));
                y += GROUP_TITLE;
            }
            double longest = group.limit() > 0
                    ? group.limit()
                    : group.bars().stream().mapToDouble(Bar::value).max().orElse(1);
            for (Bar bar : group.bars()) {
                row(body, y, bar, longest);
                y += ROW;
            }
            y += 10;
        }
        return """
                <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %d %d" width="%d" height="%d" role="img" aria-label="%s" font-family="system-ui, sans-serif" font-size="13">
                <style>
                .ink { fill: #2a2129; fill: var(--ink, #2a2129) }
                .quiet { fill: #675b65; fill: var(--quiet, #675b65) }
                .carnet { fill: #8a1c3c; fill: var(--accent, #8a1c3c) }
                .other { fill: #a89ea6; fill: var(--other, #a89ea6) }
                @media (prefers-color-scheme: dark) { .ink { fill: var(--ink, #ece4ea) } .quiet { fill: var(--quiet, #b7a9b8) } .carnet { fill: var(--accent, #f2a0b5) } .other { fill: var(--other, #8d8090) } }
                </style>
                %s%s</svg>
                """.formatted(
                        WIDTH, y, WIDTH, y, escaped(title), text(0, 16, "ink", "font-weight=\"600\"", title), body);
    }

    private static void row(StringBuilder body, int y, Bar bar, double longest) {
        double length = Math.max(2, Math.min(1, bar.value() / longest) * (WIDTH - NAMES - VALUES));
        String style = bar.isCarnet() ? "carnet" : "other";
        body.append(text(NAMES - 10, y + 12, bar.isCarnet() ? "ink" : "quiet", "text-anchor=\"end\"", bar.name()))
                .append(String.format(
                        Locale.ROOT,
                        "<rect class=\"%s\" x=\"%d\" y=\"%d\" width=\"%.0f\" height=\"%d\" rx=\"2\"/>\n",
                        style,
                        NAMES,
                        y + 1,
                        length,
                        BAR));
        String cut = bar.value() > longest ? " →" : "";
        body.append(text((int) (NAMES + length + 8), y + 12, "ink", "", bar.label() + cut));
    }

    private static String text(int x, int y, String style, String more, String words) {
        return "<text class=\"" + style + "\" x=\"" + x + "\" y=\"" + y + "\" " + more + ">" + escaped(words)
                + "</text>\n";
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace("\"", "&quot;");
    }
}
