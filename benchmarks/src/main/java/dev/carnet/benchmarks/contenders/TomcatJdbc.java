package dev.carnet.benchmarks.contenders;

import com.zaxxer.hikari.HikariDataSource;
import dev.carnet.benchmarks.BenchApplication;
import dev.carnet.benchmarks.Payload;
import dev.carnet.benchmarks.RunningSite;
import dev.carnet.benchmarks.http.TomcatServer;
import javax.sql.DataSource;
import org.apache.catalina.Context;
import org.apache.catalina.session.DataSourceStore;
import org.apache.catalina.session.PersistentManager;
import org.apache.catalina.valves.PersistentValve;

/** Tomcat's DataSourceStore. */
final class TomcatJdbc extends ServerContender {
    private static final int BACKUP_AFTER_SECONDS = 1;

    private final Jdbc place;
    private final boolean cached;

    private TomcatJdbc(String name, Jdbc place, boolean cached) {
        super(name);
        this.place = place;
        this.cached = cached;
    }

    /** With the PersistentValve, which keeps no session in memory between requests. */
    static TomcatJdbc plain(Jdbc place) {
        return new TomcatJdbc("Tomcat DataSourceStore", place, false);
    }

    /**
     * At its cheapest: sessions stay in memory, and a thread stores those that nobody has asked for lately. No other server
     * sees them, and a crash loses what was not yet stored.
     */
    static TomcatJdbc cached(Jdbc place) {
        return new TomcatJdbc("Tomcat DataSourceStore, cached", place, true);
    }

    /** A table as Tomcat's documentation has it. */
    @Override
    public RunningSite openServer(Payload payload) throws Exception {
        place.run(
                "DROP TABLE IF EXISTS tomcat_sessions",
                "CREATE TABLE tomcat_sessions (session_id VARCHAR(100) NOT NULL PRIMARY KEY, valid_session CHAR(1)"
                        + " NOT NULL, max_inactive INT NOT NULL, last_access BIGINT NOT NULL, app_name VARCHAR(255),"
                        + " session_data " + place.server().blobType() + ")",
                "CREATE INDEX kapp_name ON tomcat_sessions (app_name)");
        HikariDataSource pool = place.pool();
        return new Closing(
                TomcatServer.with(context -> prepare(context, pool), new BenchApplication(payload)), pool::close);
    }

    private void prepare(Context context, DataSource pool) {
        PersistentManager manager = new PersistentManager();
        // What requests at once left behind in memory it may fail to store as it stops.
        manager.setSaveOnRestart(false);
        manager.setStore(new PooledStore(pool));
        context.setManager(manager);
        if (cached) {
            manager.setMaxIdleBackup(BACKUP_AFTER_SECONDS);
        } else {
            context.getPipeline().addValve(new PersistentValve());
        }
    }

    private static final class PooledStore extends DataSourceStore {
        private PooledStore(DataSource pool) {
            dataSource = pool;
            setSessionTable("tomcat_sessions");
            setSessionAppCol("app_name");
            setSessionIdCol("session_id");
            setSessionDataCol("session_data");
            setSessionValidCol("valid_session");
            setSessionMaxInactiveCol("max_inactive");
            setSessionLastAccessedCol("last_access");
        }
    }
}
