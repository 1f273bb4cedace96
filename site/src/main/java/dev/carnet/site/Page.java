package dev.carnet.site;

import java.util.List;

/**
 * A rendered page.
 *
 * @param title its first heading
 * @param html its content, the first heading included
 * @param sections what a search can find in it
 */
record Page(Menu.Entry entry, String title, String html, List<Section> sections) {
    /**
     * A heading with the text below it, up to the next heading.
     *
     * @param anchor empty for what stands before the second heading
     * @param level 1 to 6
     */
    record Section(String anchor, int level, String heading, String text) {}
}
