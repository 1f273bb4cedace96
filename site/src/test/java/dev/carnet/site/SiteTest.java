package dev.carnet.site;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The site that the documentation makes. */
class SiteTest {
    private static final Path HOUSE = Path.of("..");

    @TempDir
    static Path site;

    @BeforeAll
    static void make() throws IOException {
        new Site(HOUSE).write(site);
    }

    @Test
    void every_link_leads_somewhere_and_nothing_is_loaded_from_elsewhere() throws IOException {
        assertThat(new LinkCheck(site).broken()).isEmpty();
    }

    @Test
    void a_link_that_leads_nowhere_is_found(@TempDir Path other) throws IOException {
        Files.writeString(
                other.resolve("page.html"),
                "<h1 id=\"here\"></h1><a href=\"#here\"></a><a href=\"#there\"></a><a href=\"gone.html\"></a>"
                        + "<a href=\"https://example.com\"></a><img src=\"https://example.com/a.png\">");

        assertThat(new LinkCheck(other).broken())
                .containsExactly("page.html: #there", "page.html: gone.html", "page.html: https://example.com/a.png");
    }

    @Test
    void every_page_of_the_documentation_is_in_the_menu() throws IOException {
        Menu menu = Menu.read(HOUSE.resolve("docs/menu.yml"));

        try (Stream<Path> docs = Files.list(HOUSE.resolve("docs"))) {
            assertThat(docs.map(each -> each.getFileName().toString()).filter(each -> each.endsWith(".md")))
                    .allSatisfy(each -> assertThat(menu.of("docs/" + each)).isPresent());
        }
    }

    @Test
    void a_search_finds_a_section_by_its_anchor() throws IOException {
        assertThat(site.resolve("search-index.js"))
                .content()
                .startsWith("window.carnetIndex = [")
                .contains("stores.html#writes-that-arrive-late");
    }

    @Test
    void a_drawing_stands_in_its_page() throws IOException {
        assertThat(site.resolve("how-it-works.html")).content().contains("<svg", "currentColor");
    }
}
