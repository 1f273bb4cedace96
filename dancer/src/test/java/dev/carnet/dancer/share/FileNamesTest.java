package dev.carnet.dancer.share;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A scan lists the folder a few times, however many files and pages there are. */
class FileNamesTest {
    private static final int FEW = 1000;
    private static final int MANY = 10_000;
    private static final int PAGE = 100;

    @TempDir
    Path folder;

    private final AtomicInteger listings = new AtomicInteger();

    private FileNames names(int mostNames) {
        return new FileNames(
                name -> {
                    listings.incrementAndGet();
                    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
                        files.forEach(each -> name.accept(each.getFileName().toString()));
                    }
                },
                mostNames);
    }

    private List<String> given(int count) throws IOException {
        List<String> given = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            given.add(Files.createFile(folder.resolve(i + ".yml")).getFileName().toString());
        }
        return given;
    }

    private static List<String> walk(FileNames names) throws IOException {
        List<String> found = new ArrayList<>();
        @Nullable String cursor = null;
        do {
            cursor = turn(names, cursor, found);
        } while (cursor != null);
        return found;
    }

    private static @Nullable String turn(FileNames names, @Nullable String cursor, List<String> found)
            throws IOException {
        FileNames.Page page = names.page(cursor, PAGE);
        assertThat(page.names()).hasSizeLessThanOrEqualTo(PAGE);
        found.addAll(page.names());
        return page.nextCursor();
    }

    @Test
    void a_thousand_files_take_one_listing() throws IOException {
        List<String> given = given(FEW);

        assertThat(walk(names(FileNames.MOST_NAMES))).containsExactlyInAnyOrderElementsOf(given);
        assertThat(listings).hasValue(1);
    }

    @Test
    void ten_thousand_files_take_no_more() throws IOException {
        List<String> given = given(MANY);

        assertThat(walk(names(FileNames.MOST_NAMES))).containsExactlyInAnyOrderElementsOf(given);
        assertThat(listings).hasValue(1);
    }

    @Test
    void more_names_than_fit_are_listed_in_parts_each_once() throws IOException {
        List<String> given = given(MANY);

        assertThat(walk(names(MANY / 5))).containsExactlyInAnyOrderElementsOf(given);
        assertThat(listings).hasValueBetween(5, 16);
    }

    @Test
    void the_number_of_parts_is_bounded() throws IOException {
        List<String> given = given(MANY);

        assertThat(walk(names(1))).containsExactlyInAnyOrderElementsOf(given);
        assertThat(listings).hasValue(FileNames.MOST_PARTS);
    }

    @Test
    void another_process_can_continue() throws IOException {
        List<String> given = given(FEW);
        List<String> found = new ArrayList<>();
        @Nullable String cursor = null;
        do {
            cursor = turn(names(FEW / 5), cursor, found);
        } while (cursor != null);

        assertThat(found).containsExactlyInAnyOrderElementsOf(given);
    }

    @Test
    void a_page_can_be_asked_for_again() throws IOException {
        given(FEW);
        FileNames names = names(FEW / 5);
        @Nullable String cursor = null;
        do {
            FileNames.Page page = names.page(cursor, PAGE);
            assertThat(names.page(cursor, PAGE).names()).hasSameSizeAs(page.names());
            if (cursor != null) {
                assertThat(names.page(cursor, PAGE)).isEqualTo(page);
            }
            cursor = page.nextCursor();
        } while (cursor != null);
    }

    @Test
    void a_file_that_is_there_when_a_scan_begins_is_found_whatever_an_older_scan_has_listed() throws IOException {
        given(FEW);
        FileNames names = names(FileNames.MOST_NAMES);
        List<String> older = new ArrayList<>();
        @Nullable String cursor = turn(names, null, older);
        Files.createFile(folder.resolve("new.yml"));

        assertThat(walk(names)).hasSize(FEW + 1).contains("new.yml");
        while (cursor != null) {
            cursor = turn(names, cursor, older);
        }
        assertThat(older).hasSize(FEW).doesNotHaveDuplicates();
    }

    @Test
    void scans_that_are_never_finished_cost_later_ones_nothing_but_a_listing() throws IOException {
        List<String> given = given(FEW);
        FileNames names = names(FileNames.MOST_NAMES);
        List<String> found = new ArrayList<>();
        @Nullable String cursor = turn(names, null, found);
        for (int i = 0; i < 10; i++) {
            names.page(null, PAGE);
        }
        listings.set(0);
        while (cursor != null) {
            cursor = turn(names, cursor, found);
        }

        assertThat(found).containsExactlyInAnyOrderElementsOf(given);
        assertThat(listings).hasValue(1);
    }

    @Test
    void an_empty_folder_has_one_empty_page() throws IOException {
        assertThat(walk(names(1))).isEmpty();
        assertThat(listings).hasValue(1);
    }
}
