package dev.carnet.site;

import io.pebbletemplates.pebble.PebbleEngine;
import io.pebbletemplates.pebble.loader.ClasspathLoader;
import io.pebbletemplates.pebble.template.PebbleTemplate;
import java.io.IOException;
import java.io.StringWriter;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What stands around the content of each page: navigation, search, the page's own headings. */
final class PageLayout {
    private static final int SECOND_LEVEL = 2;

    private final PebbleTemplate template;
    private final Menu menu;
    private final String repository;

    PageLayout(Menu menu, String repository) {
        this.menu = menu;
        this.repository = repository;
        ClasspathLoader loader = new ClasspathLoader(PageLayout.class.getClassLoader());
        loader.setPrefix("dev/carnet/site");
        this.template = new PebbleEngine.Builder()
                .loader(loader)
                .strictVariables(true)
                .build()
                .getTemplate("page.html");
    }

    String render(Page page) throws IOException {
        List<Page.Section> contents = page.sections().stream()
                .filter(each -> each.level() == SECOND_LEVEL)
                .toList();
        Map<String, Object> values = new HashMap<>();
        values.put("page", page);
        values.put("menu", menu);
        values.put("contents", contents);
        values.put("repository", repository);
        values.put("previous", menu.next(page.entry(), -1).orElse(null));
        values.put("next", menu.next(page.entry(), 1).orElse(null));
        StringWriter html = new StringWriter();
        template.evaluate(html, values);
        return html.toString();
    }
}
