package dev.carnet.dancer.share;

import static org.assertj.core.api.Assertions.assertThat;

import dev.carnet.spi.SessionKey;
import dev.carnet.testkit.Records;
import dev.carnet.testservers.FreshDatabase;
import dev.carnet.testservers.SecondDoor;
import dev.carnet.testservers.Wire;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.Set;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mariadb.jdbc.MariaDbDataSource;
import org.postgresql.ds.PGSimpleDataSource;

/** Each page is one statement that says how many rows it takes. */
class SqlRecordsTest {
    private static final String TABLE = "CREATE TABLE sessions (id CHAR(40) PRIMARY KEY, session_data TEXT)";
    private static final int SESSIONS = 250;
    private static final int PAGE = 100;

    @TempDir
    Path directory;

    private static void eachPageTakesRows(DataSource database, String limit) {
        Wire wire = new Wire(database);
        SqlRecords records =
                new SqlRecords(wire.dataSource(), new SqlTable("sessions", "id", "session_data"), () -> {});
        Set<SessionKey> given = new HashSet<>();
        while (given.size() < SESSIONS) {
            SessionKey key = Records.key();
            new SecondDoor(database).sql("INSERT INTO sessions (id, session_data) VALUES (?, ?)", key.value(), "{}");
            given.add(key);
        }
        wire.take();

        assertThat(RecordPages.keys(records, PAGE)).isEqualTo(given);
        assertThat(wire.take()).hasSize(3).allSatisfy(sql -> assertThat(sql).endsWith(" ORDER BY id" + limit));
    }

    @Test
    void in_sqlite() {
        eachPageTakesRows(SqlPlace.create(directory.resolve("sessions.db")).source(), " LIMIT ?");
    }

    @Test
    void in_postgresql() {
        FreshDatabase database = FreshDatabase.postgres();
        try {
            database.sql(TABLE);
            PGSimpleDataSource source = new PGSimpleDataSource();
            source.setUrl(database.url());
            eachPageTakesRows(source, " FETCH FIRST ? ROWS ONLY");
        } finally {
            database.drop();
        }
    }

    @Test
    void in_mariadb() throws SQLException {
        FreshDatabase database = FreshDatabase.mariaDb();
        try {
            database.sql(TABLE);
            eachPageTakesRows(new MariaDbDataSource(database.url()), " LIMIT ?");
        } finally {
            database.drop();
        }
    }
}
