package dev.carnet.architecture.waits;

import static org.assertj.core.api.Assertions.assertThat;

import com.hazelcast.config.Config;
import com.hazelcast.core.Hazelcast;
import com.hazelcast.core.HazelcastInstance;
import com.zaxxer.hikari.HikariDataSource;
import dev.carnet.SessionEngine;
import dev.carnet.architecture.waits.LongestWaits.Failure;
import dev.carnet.architecture.waits.LongestWaits.Step;
import dev.carnet.architecture.waits.LongestWaits.Wait;
import dev.carnet.config.CarnetConfig;
import dev.carnet.jpa.entity.StoredSession;
import dev.carnet.testservers.FreshDatabase;
import dev.carnet.testservers.MongoDbServer;
import dev.carnet.testservers.TestServers;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.PersistenceConfiguration;
import jakarta.persistence.PersistenceUnitTransactionType;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.hibernate.jpa.HibernatePersistenceProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * Measures what the table "How long a request can wait" of docs/operations.md says, with every setting at its default, and prints
 * it. It takes some minutes and asserts no time.
 */
@EnabledIfSystemProperty(
        named = "carnet.test.waits",
        matches = "true",
        disabledReason = "measures for minutes, and asserts no time: -Dcarnet.test.waits=true")
class LongestWaitsTest {
    @TempDir
    private Path directory;

    private final Map<String, Callable<Wait>> measurements = new TreeMap<>();

    /** How an engine is opened on a line. */
    @FunctionalInterface
    private interface Opening {
        SessionEngine on(int port) throws Exception;
    }

    private static CarnetConfig config(String yaml) {
        return CarnetConfig.parse("carnet.yml", yaml);
    }

    private static SessionEngine engine(String store, String options) {
        return config("session: " + store + "\nsweep_interval: 0\nengines: {session: {" + store + ": {" + options
                        + "}}}\n")
                .open();
    }

    private void add(String store, String failure, Step step, boolean afterAPause, Callable<Wait> measurement) {
        String when = afterAPause ? "idle" : "busy";
        measurements.put(String.format("%-20s %-10s %-7s %s", store, failure, step, when), measurement);
    }

    private void onALine(String store, int target, Opening opening) {
        for (Step step : Step.values()) {
            for (boolean afterAPause : new boolean[] {false, true}) {
                for (String kind : List.of("refused", "silent", "dead")) {
                    add(store, kind, step, afterAPause, () -> {
                        try (FaultyLine line = FaultyLine.to(target);
                                SessionEngine engine = opening.on(line.port())) {
                            Failure failure =
                                    switch (kind) {
                                        case "refused" -> opened -> line.refuse();
                                        case "silent" -> opened -> line.fallSilent();
                                        default -> opened -> line.die();
                                    };
                            return LongestWaits.of(engine, failure, step, afterAPause);
                        }
                    });
                }
            }
        }
    }

    private static SessionEngine jdbc(String url) {
        CarnetConfig config =
                config("session: JDBC\nsweep_interval: 0\nengines: {session: {JDBC: {url: '" + url + "'}}}\n");
        config.setup().apply();
        return config.open();
    }

    private static SessionEngine jpa(String url) {
        HikariDataSource pool = new HikariDataSource();
        pool.setJdbcUrl(url);
        PersistenceConfiguration unit = new PersistenceConfiguration("waits")
                .transactionType(PersistenceUnitTransactionType.RESOURCE_LOCAL)
                .property("jakarta.persistence.nonJtaDataSource", pool)
                .property("hibernate.hbm2ddl.auto", "update")
                .managedClass(StoredSession.class);
        EntityManagerFactory factory = new HibernatePersistenceProvider().createEntityManagerFactory(unit);
        CarnetConfig config =
                CarnetConfig.builder().session("JPA").set("schema", factory).build();
        config.setup().apply();
        return config.open();
    }

    /** Everything waits at the same time, since it does little else. */
    @Test
    void measure() throws Exception {
        FreshDatabase postgres = FreshDatabase.postgres();
        FreshDatabase mariaDb = FreshDatabase.mariaDb();
        FreshDatabase unit = FreshDatabase.postgres();
        jdbc(postgres.url()).close();
        jdbc(mariaDb.url()).close();
        jpa(unit.url()).close();
        onALine("JDBC PostgreSQL", TestServers.postgres().port(), port -> jdbc(at(postgres.url(), port)));
        onALine("JDBC MariaDB", TestServers.mariaDb().port(), port -> jdbc(at(mariaDb.url(), port)));
        onALine(
                "JPA Hibernate",
                TestServers.postgres().port(),
                port -> jpa(at(unit.url(), port) + "&socketTimeout=10"));
        onALine("Redis", TestServers.redis().port(), port -> engine("Redis", "server: '127.0.0.1:" + port + "'"));
        onALine(
                "Mongo",
                TestServers.mongoDb().port(),
                port -> engine("Mongo", "uri: 'mongodb://127.0.0.1:" + port + "/waits'"));
        for (Step step : Step.values()) {
            add("JDBC PostgreSQL", "exhausted", step, false, () -> {
                try (SessionEngine engine = jdbc(postgres.url())) {
                    return LongestWaits.of(engine, LongestWaitsTest::exhaust, step, false);
                }
            });
            add("JDBC SQLite", "locked", step, false, () -> {
                String url = "jdbc:sqlite:" + directory.resolve(step + ".db");
                try (SessionEngine engine = jdbc(url);
                        Connection other = DriverManager.getConnection(url)) {
                    return LongestWaits.of(
                            engine, opened -> other.createStatement().execute("BEGIN IMMEDIATE"), step, false);
                }
            });
            add("Mongo", "exhausted", step, false, () -> {
                MongoDbServer server = MongoDbServer.start();
                SessionEngine engine = engine("Mongo", "uri: '" + server.uri() + "/waits?maxPoolSize=2'");
                return LongestWaits.of(engine, opened -> Exhausted.mongo(server, opened), step, false);
            });
            add("Redis", "exhausted", step, false, () -> {
                try (SessionEngine engine = engine(
                        "Redis", "server: '127.0.0.1:" + TestServers.redis().port() + "'")) {
                    return LongestWaits.of(engine, Exhausted::redis, step, false);
                }
            });
        }
        hazelcast();

        Map<String, Wait> waits = run();

        waits.forEach((what, wait) ->
                System.out.printf("%s %6.1f s %s%n", what, wait.longest().toMillis() / 1000.0, wait.answer()));
        assertThat(waits).hasSameSizeAs(measurements);
    }

    private void hazelcast() {
        for (Step step : Step.values()) {
            for (String kind : List.of("refused", "silent", "dead")) {
                add("Hazelcast client", kind, step, false, () -> {
                    int port = Exhausted.freePort();
                    try (FaultyLine line = FaultyLine.to(port)) {
                        Config config = new Config("waits-" + port);
                        config.setClusterName("waits-" + port);
                        config.setProperty("hazelcast.logging.type", "none");
                        config.getJetConfig().setEnabled(false);
                        config.getNetworkConfig()
                                .setPort(port)
                                .setPortAutoIncrement(false)
                                .setPublicAddress("127.0.0.1:" + line.port());
                        config.getNetworkConfig()
                                .getJoin()
                                .getAutoDetectionConfig()
                                .setEnabled(false);
                        config.getNetworkConfig().getJoin().getMulticastConfig().setEnabled(false);
                        HazelcastInstance member = Hazelcast.newHazelcastInstance(config);
                        try (SessionEngine engine = engine(
                                "Hazelcast",
                                "cluster_name: waits-" + port + ", addresses: ['127.0.0.1:" + line.port() + "']")) {
                            Failure failure =
                                    switch (kind) {
                                        case "refused" -> opened -> line.refuse();
                                        case "silent" -> opened -> line.fallSilent();
                                        default -> opened -> line.die();
                                    };
                            return LongestWaits.of(engine, failure, step, false);
                        } finally {
                            member.getLifecycleService().terminate();
                        }
                    }
                });
            }
        }
    }

    private static void exhaust(SessionEngine engine) throws Exception {
        LongestWaits.exhaust(engine.store().unwrap(HikariDataSource.class).orElseThrow());
    }

    private static String at(String url, int port) {
        return url.replaceFirst("127\\.0\\.0\\.1:\\d+", "127.0.0.1:" + port);
    }

    private Map<String, Wait> run() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(16);
        Map<String, Future<Wait>> begun = new TreeMap<>();
        measurements.forEach((what, measurement) -> begun.put(what, threads.submit(measurement)));
        Map<String, Wait> waits = new TreeMap<>();
        List<String> failed = new ArrayList<>();
        for (Map.Entry<String, Future<Wait>> each : begun.entrySet()) {
            try {
                waits.put(each.getKey(), each.getValue().get());
            } catch (Exception e) {
                failed.add(each.getKey() + ": " + e);
            }
        }
        threads.shutdown();
        failed.forEach(System.out::println);
        return waits;
    }
}
