package dev.carnet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.carnet.cli.command.ExitCode;
import dev.carnet.testservers.TestServers;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What an operator reads where a store cannot be used: in one line what happened, where, and what to do; no password, and nothing
 * of what drivers print by themselves.
 */
class FailurePathsTest {
    private static final String NO_ANSWER =
            "The server did not answer in time: check whether a server of this kind listens there and what keeps it"
                    + " busy; connect_timeout and busy_timeout limit the wait.";
    private static final String IS_IT_UP = "Check whether the database is up and reachable from here.";
    private static final String TLS =
            "Check whether the server is of this kind of database and supports TLS, and what the URL demands:";
    private static final String TIMED_OUT =
            "The server did not answer in time: check what keeps it busy, check whether both sides agree on `tls`,"
                    + " or raise `timeout`";
    private static final String SILENT =
            "(it does not answer). Check whether the server runs, both sides agree on TLS, and no firewall blocks"
                    + " it; mongodb_timeout limits the wait";

    private static ServerSocket silent;
    private static HttpServer web;

    @TempDir
    private static Path directory;

    /**
     * Something that is wrong.
     *
     * @param yaml the configuration
     * @param where what the message has to name
     * @param says what happened and what to do
     */
    record Situation(String name, String yaml, String where, String says) {
        @Override
        public String toString() {
            return name;
        }
    }

    @BeforeAll
    static void begin() throws IOException {
        silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        web = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        web.start();
        TestServers.redis().command("ACL SETUSER carnet-bob on >secret ~* +@all");
        Files.writeString(directory.resolve("garbage.db"), "a text that is long enough to be no database".repeat(20));
    }

    @AfterAll
    static void end() throws IOException {
        silent.close();
        web.stop(0);
        TestServers.redis().command("ACL DELUSER carnet-bob");
    }

    private static Situation jdbc(String name, String url, String says) {
        return new Situation(
                "JDBC, " + name,
                "session: JDBC\nengines: {session: {JDBC: {url: '" + url
                        + "', connect_timeout: 1 s, busy_timeout: 1 s}}}\n",
                url.replace("hunter2", "***"),
                says);
    }

    private static Situation redis(String name, String options, String where, String says) {
        return new Situation(
                "Redis, " + name,
                "session: Redis\nengines: {session: {Redis: {" + options + ", connect_timeout: 1 s, timeout: 1 s}}}\n",
                where,
                says);
    }

    private static Situation mongo(String name, String uri, String where, String says) {
        return new Situation(
                "Mongo, " + name,
                "session: Mongo\nengines: {session: {Mongo: {uri: '" + uri + "', mongodb_timeout: 1 s}}}\n",
                where,
                says);
    }

    static List<Situation> situations() {
        int postgres = TestServers.postgres().port();
        int mariaDb = TestServers.mariaDb().port();
        int redis = TestServers.redis().port();
        int mongo = TestServers.mongoDb().port();
        String nobody = "127.0.0.1:" + silent.getLocalPort();
        String http = "127.0.0.1:" + web.getAddress().getPort();
        List<Situation> all = new ArrayList<>();
        for (String driver : Boolean.getBoolean("carnet.test.full")
                ? List.of("postgresql", "mariadb", "mysql")
                : List.of("postgresql", "mariadb")) {
            String at = "jdbc:" + driver + "://";
            String plain = "/web?user=bob&password=hunter2"
                    + switch (driver) {
                        case "mariadb" -> "&sslMode=disable";
                        case "mysql" -> "&sslMode=DISABLED";
                        default -> "";
                    };
            all.add(jdbc(
                    driver + ", unknown host",
                    at + "db.invalid/web",
                    ": unknown host db.invalid. Check the host name."));
            all.add(jdbc(driver + ", refused", at + "127.0.0.1:1" + plain, ": Connection refused. " + IS_IT_UP));
            all.add(jdbc(driver + ", silent", at + nobody + plain, ": Read timed out. " + NO_ANSWER));
            all.add(jdbc(driver + ", a web server", at + http + plain, NO_ANSWER));
        }
        all.add(jdbc(
                "PostgreSQL, no such database",
                "jdbc:postgresql://127.0.0.1:" + postgres + "/nowhere?user=postgres",
                "Create the database, or use another one."));
        all.add(jdbc(
                "MariaDB, no such database",
                TestServers.mariaDb().url("nowhere"),
                "Create the database, or use another one."));
        all.add(jdbc(
                "PostgreSQL, no such user",
                "jdbc:postgresql://127.0.0.1:" + postgres + "/postgres?user=stranger&password=hunter2",
                "role \"stranger\" does not exist. Check user and password."));
        all.add(jdbc(
                "PostgreSQL, no TLS",
                "jdbc:postgresql://127.0.0.1:" + postgres + "/postgres?user=postgres&sslmode=require",
                TLS));
        all.add(jdbc("MariaDB, no TLS", "jdbc:mariadb://127.0.0.1:" + mariaDb + "/web?user=root", TLS));
        all.add(jdbc(
                "PostgreSQL, read-only",
                "jdbc:postgresql://127.0.0.1:" + postgres
                        + "/postgres?user=postgres&options=-c%20default_transaction_read_only=on",
                "Connect to the primary."));
        all.add(jdbc("PostgreSQL, a MariaDB", "jdbc:postgresql://127.0.0.1:" + mariaDb + "/web?user=bob", TLS));
        all.add(jdbc(
                "SQLite, no database",
                "jdbc:sqlite:" + directory.resolve("garbage.db"),
                "restore it, or use another one."));
        all.add(new Situation(
                "SQLite, no directory",
                "session: JDBC\nengines: {session: {JDBC: {url: 'jdbc:sqlite:" + directory.resolve("none/web.db")
                        + "'}}}\n",
                directory.resolve("none/web.db").toString(),
                " does not exist; create it"));

        all.add(redis(
                "unknown host",
                "server: db.invalid",
                "db.invalid",
                "the host db.invalid is unknown (the server db.invalid:6379). Correct the name in"));
        all.add(redis(
                "refused",
                "server: '127.0.0.1:1'",
                "127.0.0.1:1",
                "Connection refused (the server 127.0.0.1:1). Check whether the server runs and is"
                        + " reachable from here"));
        all.add(redis(
                "silent",
                "server: '" + nobody + "'",
                nobody,
                "Read timed out (the server " + nobody + "). " + TIMED_OUT));
        all.add(redis(
                "a web server", "server: '" + http + "'", http, "The server there is not Redis, or requires `tls`"));
        all.add(redis(
                "a PostgreSQL",
                "server: '127.0.0.1:" + postgres + "'",
                "127.0.0.1:" + postgres,
                "Check whether the server runs, whether it is Redis"));
        all.add(redis(
                "wrong password",
                "server: '127.0.0.1:" + redis + "', username: carnet-bob, password: hunter2",
                "127.0.0.1:" + redis,
                "Correct `username` and `password`"));
        all.add(redis(
                "no such database",
                "server: '127.0.0.1:" + redis + "', database: 99",
                "127.0.0.1:" + redis,
                "Choose a `database` below the server's number of databases"));
        all.add(redis(
                "no TLS",
                "server: '127.0.0.1:" + redis + "', tls: true",
                "127.0.0.1:" + redis,
                "whether both sides agree on `tls`"));
        all.add(redis(
                "not a Cluster",
                "cluster: ['127.0.0.1:" + redis + "']",
                "127.0.0.1:" + redis,
                "It is not a Cluster: name it in `server` instead of `cluster`"));
        all.add(redis(
                "no Sentinel",
                "sentinel: ['127.0.0.1:1'], sentinel_master: web",
                "127.0.0.1:1",
                "Check whether the Sentinels run there, and correct `sentinel`"));

        all.add(mongo(
                "unknown host",
                "mongodb://db.invalid/web",
                "db.invalid:27017",
                "(its name is unknown). Correct it in mongodb_uri or mongodb_host, or check whether the DNS"
                        + " server knows it"));
        all.add(mongo(
                "refused",
                "mongodb://bob:hunter2@127.0.0.1:1/web",
                "127.0.0.1:1",
                "(it refuses connections). Check whether a server runs at the address in mongodb_uri, or"
                        + " mongodb_host and mongodb_port"));
        all.add(mongo("silent", "mongodb://" + nobody + "/web", nobody, SILENT));
        all.add(mongo("a Redis", "mongodb://127.0.0.1:" + redis + "/web", "127.0.0.1:" + redis, "mongodb_timeout"));
        all.add(mongo(
                "no such set",
                "mongodb://127.0.0.1:" + mongo + "/web?replicaSet=rs0",
                "127.0.0.1:" + mongo,
                "Correct mongodb_replica_set_name, or replicaSet in mongodb_uri; for a standalone server remove it"));
        return all;
    }

    @ParameterizedTest
    @MethodSource("situations")
    void a_message_says_what_happened_where_and_what_to_do(Situation situation) throws IOException {
        Files.writeString(directory.resolve("carnet.yml"), situation.yaml());
        for (String command : List.of("check", "list", "init")) {
            ByteArrayOutputStream stray = new ByteArrayOutputStream();
            PrintStream usual = System.err;
            Prompt.Result result;
            System.setErr(new PrintStream(stray, true, StandardCharsets.UTF_8));
            try {
                result = Prompt.in(directory).run(command);
            } finally {
                System.setErr(usual);
            }

            assertThat(result.code()).as(command + result.err()).isEqualTo(ExitCode.UNREACHABLE);
            assertThat(result.err().lines())
                    .as(command)
                    .singleElement()
                    .satisfies(line -> assertThat(line)
                            .startsWith("carnet: ")
                            .contains(situation.where(), situation.says())
                            .doesNotContain("..", "hunter2", "Exception"));
            assertThat(stray.toString(StandardCharsets.UTF_8)).as(command).isEmpty();
        }
    }
}
