package dev.carnet.site;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Makes the site: one page for each entry of the menu, a search index, style and script. */
public final class Site {
    private static final List<String> ASSETS = List.of("style.css", "site.js", "icon.svg");

    private static final Pattern PROJECT_URL = Pattern.compile("(?m)^  <url>(https://[^<]+)</url>$");

    private final Path house;
    private final Menu menu;

    /** @param house the repository's folder */
    Site(Path house) throws IOException {
        this.house = house.toRealPath();
        this.menu = Menu.read(this.house.resolve("docs/menu.yml"));
    }

    /** Arguments: the repository's folder, and the folder to write. Ends with 1 and a list if links lead nowhere. */
    public static void main(String[] args) throws IOException {
        Path target = Path.of(args[1]);
        new Site(Path.of(args[0])).write(target);
        List<String> broken = new LinkCheck(target).broken();
        if (!broken.isEmpty()) {
            throw new IllegalStateException("links that lead nowhere:\n" + String.join("\n", broken));
        }
    }

    /** Where the repository is published, as the POM says. */
    private String repository() throws IOException {
        Path pom = house.resolve("pom.xml");
        Matcher url = PROJECT_URL.matcher(Files.readString(pom));
        if (!url.find()) {
            throw new IllegalStateException(pom + " has no <url> of the project");
        }
        return url.group(1);
    }

    /** Writes all pages; the folder is made if it is missing. */
    void write(Path target) throws IOException {
        Files.createDirectories(target);
        String repository = repository();
        Markdown markdown = new Markdown(house, menu, repository);
        List<Page> pages = new ArrayList<>();
        for (Menu.Entry entry : menu.entries()) {
            pages.add(markdown.page(entry));
        }
        PageLayout layout = new PageLayout(menu, repository);
        for (Page page : pages) {
            Files.writeString(target.resolve(page.entry().output()), layout.render(page));
        }
        Files.writeString(
                target.resolve("search-index.js"), SearchIndex.of(pages).script());
        for (Map.Entry<String, Path> each : markdown.pictures().entrySet()) {
            Files.copy(each.getValue(), target.resolve(each.getKey()), StandardCopyOption.REPLACE_EXISTING);
        }
        for (String asset : ASSETS) {
            try (InputStream in = Site.class.getResourceAsStream(asset)) {
                Files.copy(in, target.resolve(asset), StandardCopyOption.REPLACE_EXISTING);
            }
        }
    }
}
