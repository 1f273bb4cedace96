package dev.carnet.site;

import java.nio.file.Files;
import java.nio.file.Path;

/** Where the links of a Markdown file lead on the site: to a page, or to the repository for what has none. */
final class LinkTargets {
    private final Path house;
    private final String repository;
    private final Menu menu;
    private final Path file;

    /** @param repository where it is published, such as {@code https://github.com/example/example} */
    LinkTargets(Path house, String repository, Menu menu, Path file) {
        this.house = house;
        this.repository = repository;
        this.menu = menu;
        this.file = file;
    }

    /** @param link as it stands in the file; relative, absolute or an anchor */
    String of(String link) {
        if (link.matches("[a-z]+:.*") || link.startsWith("#")) {
            return link;
        }
        int hash = link.indexOf('#');
        String path = hash < 0 ? link : link.substring(0, hash);
        String anchor = hash < 0 ? "" : link.substring(hash);
        Path target = file.resolveSibling(path).normalize();
        if (!Files.exists(target)) {
            throw new IllegalArgumentException(file + " links to " + link + ", which is not there");
        }
        String source = house.relativize(target).toString();
        String kind = Files.isDirectory(target) ? "/tree/main/" : "/blob/main/";
        return menu.of(source).map(each -> each.output() + anchor).orElse(repository + kind + source + anchor);
    }
}
