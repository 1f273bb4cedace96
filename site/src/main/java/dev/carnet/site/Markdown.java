package dev.carnet.site;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.commonmark.Extension;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.ext.heading.anchor.HeadingAnchorExtension;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.HtmlInline;
import org.commonmark.node.Image;
import org.commonmark.node.Link;
import org.commonmark.node.Node;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.html.HtmlRenderer;

/** Renders the repository's Markdown for the site. Links to other pages become links within the site, drawings stand in the page. */
final class Markdown {
    private static final List<Extension> EXTENSIONS =
            List.of(TablesExtension.create(), HeadingAnchorExtension.create());

    private final Parser parser = Parser.builder().extensions(EXTENSIONS).build();
    private final HtmlRenderer renderer =
            HtmlRenderer.builder().extensions(EXTENSIONS).build();
    private final Path house;
    private final Menu menu;
    private final String repository;
    private final Map<String, Path> pictures = new TreeMap<>();

    Markdown(Path house, Menu menu, String repository) {
        this.house = house;
        this.menu = menu;
        this.repository = repository;
    }

    Page page(Menu.Entry entry) throws IOException {
        Path file = house.resolve(entry.source());
        Node document = parser.parse(Files.readString(file));
        LinkTargets targets = new LinkTargets(house, repository, menu, file);
        document.accept(new AbstractVisitor() {
            @Override
            public void visit(Link link) {
                link.setDestination(targets.of(link.getDestination()));
                visitChildren(link);
            }

            @Override
            public void visit(Image image) {
                show(image, file.resolveSibling(image.getDestination()));
            }
        });
        List<Page.Section> sections = Sections.of(document);
        String title = sections.isEmpty() ? entry.label() : sections.get(0).heading();
        return new Page(entry, title, withScrollingTables(renderer.render(document)), sections);
    }

    /** The pictures that the pages show so far: the name in the site, and the file. */
    Map<String, Path> pictures() {
        return pictures;
    }

    private void show(Image image, Path file) {
        String name = file.getFileName().toString();
        if (name.endsWith(".svg")) {
            inline(image, file);
        } else if (name.endsWith(".png")) {
            Path other = pictures.put(name, file);
            if (other != null && !other.equals(file)) {
                throw new IllegalArgumentException("two pictures have one name: " + other + " and " + file);
            }
            image.setDestination(name);
        } else {
            throw new IllegalArgumentException("only SVG and PNG files can be shown: " + file);
        }
    }

    /** In the page itself a drawing takes the page's colours, light or dark. */
    private static void inline(Image image, Path drawing) {
        String svg;
        try {
            svg = Files.readString(drawing);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        HtmlInline figure = new HtmlInline();
        figure.setLiteral(
                "<span class=\"figure\">" + svg.substring(svg.indexOf("<svg")).strip() + "</span>");
        image.insertBefore(figure);
        image.unlink();
    }

    /** On a narrow screen a wide table scrolls by itself, not the page. */
    private static String withScrollingTables(String html) {
        return html.replace("<table>", "<div class=\"table\" tabindex=\"0\"><table>")
                .replace("</table>", "</table></div>");
    }
}
