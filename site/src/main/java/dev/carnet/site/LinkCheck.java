package dev.carnet.site;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Looks whether the links of a site lead to a file and an anchor that are there, and whether a page loads from elsewhere. */
final class LinkCheck {
    private static final Pattern LINK = Pattern.compile("<(\\w+)[^>]*?\\s(href|src)=\"([^\"]*)\"");
    private static final Pattern ID = Pattern.compile("\\sid=\"([^\"]+)\"");

    private final Path site;
    private final Map<String, Set<String>> anchors = new HashMap<>();

    LinkCheck(Path site) {
        this.site = site;
    }

    /** Each link that leads nowhere, as {@code page: link}; sorted by page. */
    List<String> broken() throws IOException {
        List<String> broken = new ArrayList<>();
        try (Stream<Path> files = Files.list(site)) {
            for (Path page : (Iterable<Path>) files.sorted()::iterator) {
                if (page.toString().endsWith(".html")) {
                    check(page, broken);
                }
            }
        }
        return broken;
    }

    private void check(Path page, List<String> broken) throws IOException {
        List<MatchResult> links = LINK.matcher(Files.readString(page)).results().toList();
        for (MatchResult each : links) {
            String link = each.group(3);
            boolean outside = link.matches("(https?:)?//.*");
            // A link that a reader follows may lead elsewhere; what the page itself loads may not.
            if (outside ? !each.group(1).equals("a") : !leadsSomewhere(page, link)) {
                broken.add(page.getFileName() + ": " + link);
            }
        }
    }

    private boolean leadsSomewhere(Path page, String link) throws IOException {
        int hash = link.indexOf('#');
        String path = hash < 0 ? link : link.substring(0, hash);
        Path target = path.isEmpty() ? page : site.resolve(path);
        if (!Files.isRegularFile(target)) {
            return false;
        }
        return hash < 0 || link.length() == hash + 1 || anchors(target).contains(link.substring(hash + 1));
    }

    private Set<String> anchors(Path page) throws IOException {
        String name = page.getFileName().toString();
        if (!anchors.containsKey(name)) {
            anchors.put(
                    name,
                    ID.matcher(Files.readString(page))
                            .results()
                            .map(each -> each.group(1))
                            .collect(Collectors.toSet()));
        }
        return anchors.get(name);
    }
}
