package dev.carnet.site;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/** What the search of the site looks through: every section, as a script, so that pages opened from a folder can search too. */
record SearchIndex(List<Map<String, String>> sections) {
    private static final int LONGEST_TEXT = 4_000;

    static SearchIndex of(List<Page> pages) {
        List<Map<String, String>> sections = new ArrayList<>();
        for (Page page : pages) {
            for (Page.Section each : page.sections()) {
                String address = page.entry().output() + (each.level() == 1 ? "" : "#" + each.anchor());
                String text = each.text();
                sections.add(Map.of(
                        "url",
                        address,
                        "page",
                        page.title(),
                        "heading",
                        each.heading(),
                        "text",
                        text.length() <= LONGEST_TEXT ? text : text.substring(0, LONGEST_TEXT)));
            }
        }
        return new SearchIndex(sections);
    }

    String script() {
        String json = JsonMapper.builder().build().writeValueAsString(sections);
        return "window.carnetIndex = " + json + ";\n";
    }
}
