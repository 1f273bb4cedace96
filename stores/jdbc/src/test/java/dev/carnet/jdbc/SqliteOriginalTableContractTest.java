package dev.carnet.jdbc;

import dev.carnet.testkit.SessionStoreContract;
import dev.carnet.testkit.StorePlace;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class SqliteOriginalTableContractTest extends SessionStoreContract {
    @TempDir
    Path directory;

    @Override
    protected StorePlace newPlace() {
        SqlitePlace place = new SqlitePlace(directory.resolve("carnet.db"));
        place.sql(SqlitePlace.ORIGINAL_TABLE);
        return new TablePlace(place.dataSource(), place::open, () -> {});
    }
}
