package dev.carnet.site;

import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.json.JsonMapper;

/** What the search of the site looks through: every section, as a script, so that pages opened from a folder can search too. */
record SearchIndex(List<Section> sections) {
    private static final int LONGEST_TEXT = 4_000;

    /** The names are the script's. A record, because its members are always written in the same order. */
    record Section(String url, String page, String heading, String text) {}

    static SearchIndex of(List<Page> pages) {
        List<Section> sections = new ArrayList<>();
        for (Page page : pages) {
            for (Page.Section each : page.sections()) {
                String address = page.entry().output() + (each.level() == 1 ? "" : "#" + each.anchor());
                String text = each.text();
                sections.add(new Section(
                        address,
                        page.title(),
                        each.heading(),
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
