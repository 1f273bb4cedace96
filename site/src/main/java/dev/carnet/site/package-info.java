/**
 * The documentation site: plain pages from the Markdown in {@code docs/}, with a menu, a search index and no external request.
 * Begin with {@link dev.carnet.site.Site}.
 */
@NullMarked
package dev.carnet.site;

import org.jspecify.annotations.NullMarked;
