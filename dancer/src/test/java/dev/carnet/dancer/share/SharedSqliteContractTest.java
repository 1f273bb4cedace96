package dev.carnet.dancer.share;

import dev.carnet.testkit.SessionStoreContract;
import dev.carnet.testkit.StorePlace;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

/** The two columns of {@code Dancer::Session::DBI}, shared. */
class SharedSqliteContractTest extends SessionStoreContract {
    @TempDir
    Path directory;

    @Override
    protected StorePlace newPlace() {
        return SqlPlace.create(directory.resolve("sessions.db"));
    }
}
