package dev.carnet.site;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** The site's navigation, in the order of {@code docs/menu.yml}: group, then file and label. Immutable. */
record Menu(List<Group> groups) {
    private static final String HOME = "README.md";

    /** A heading of the navigation with its pages. */
    record Group(String title, List<Entry> entries) {}

    /**
     * A page of the site.
     *
     * @param source the Markdown file, relative to the repository
     * @param label what the navigation calls it
     */
    record Entry(String group, String source, String label) {
        /** The file that it becomes; all stand in one folder. */
        public String output() {
            String name = source.substring(source.lastIndexOf('/') + 1);
            return source.equals(HOME)
                    ? "index.html"
                    : name.substring(0, name.length() - ".md".length()).toLowerCase(Locale.ROOT) + ".html";
        }
    }

    /** Reads a YAML file: a map of groups, each a map from file to label. */
    static Menu read(Path file) throws IOException {
        Map<?, ?> groups = (Map<?, ?>) new Load(LoadSettings.builder().build()).loadFromString(Files.readString(file));
        List<Group> menu = new ArrayList<>();
        groups.forEach((title, entries) -> {
            List<Entry> pages = new ArrayList<>();
            ((Map<?, ?>) entries)
                    .forEach((source, label) ->
                            pages.add(new Entry(title.toString(), source.toString(), label.toString())));
            menu.add(new Group(title.toString(), List.copyOf(pages)));
        });
        return new Menu(List.copyOf(menu));
    }

    List<Entry> entries() {
        return groups.stream().flatMap(each -> each.entries().stream()).toList();
    }

    /** The page that is made from a file, relative to the repository. */
    Optional<Entry> of(String source) {
        return entries().stream().filter(each -> each.source().equals(source)).findFirst();
    }

    /** The page behind another one in the menu's order. */
    Optional<Entry> next(Entry entry, int step) {
        int at = entries().indexOf(entry) + step;
        return at >= 0 && at < entries().size() ? Optional.of(entries().get(at)) : Optional.empty();
    }
}
