package dev.carnet.dancer.share;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.carnet.error.SessionStoreException;
import dev.carnet.spi.SessionKey;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileRecordsTest {
    private static final SessionKey KEY = new SessionKey("711864305470768761336863504074567937");
    private static final SessionKey OTHER = new SessionKey("811864305470768761336863504074567937");

    @TempDir
    Path folder;

    /** A link to itself, which root cannot read either. */
    private FileRecords withUnreadable() throws Exception {
        Path file = folder.resolve(KEY.value() + ".yml");
        Files.createSymbolicLink(file, file.getFileName());
        return new FileRecords(folder);
    }

    @Test
    void a_failure_shows_no_id_neither_by_itself_nor_by_its_cause() throws Exception {
        FileRecords records = withUnreadable();

        assertThatThrownBy(() -> records.get(KEY))
                .isInstanceOf(SessionStoreException.class)
                .hasMessageContaining("session_dir")
                .hasMessageNotContaining(KEY.value())
                .hasNoCause();
    }

    @Test
    void a_file_that_cannot_be_read_stops_no_walk() throws Exception {
        FileRecords records = withUnreadable();
        records.insert(OTHER, "---\nuser: ada\n", Instant.MAX);

        RawRecords.Page page = records.page(null, 10);

        assertThat(page.records()).containsOnlyKeys(OTHER);
        assertThat(page.strays()).hasSize(1);
    }
}
