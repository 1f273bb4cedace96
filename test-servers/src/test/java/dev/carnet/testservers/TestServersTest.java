package dev.carnet.testservers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.Optional;
import org.bson.Document;
import org.junit.jupiter.api.Test;

class TestServersTest {
    private static String answer(String url, String query) throws Exception {
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            rows.next();
            return rows.getString(1);
        }
    }

    @Test
    void mariadb_answers_also_after_a_restart() throws Exception {
        MariaDbServer server = TestServers.mariaDb();
        assertThat(answer(server.url(""), "SELECT VERSION()")).contains("11.4.5");
        server.restart();
        assertThat(answer(server.url(""), "SELECT 1")).isEqualTo("1");
    }

    @Test
    void postgresql_answers_also_after_a_restart() throws Exception {
        PostgresServer server = TestServers.postgres();
        assertThat(answer(server.url("public"), "SHOW fsync")).isEqualTo("on");
        server.restart();
        assertThat(answer(server.url("public"), "SELECT VERSION()")).contains("PostgreSQL 18");
    }

    @Test
    void mongodb_counts_the_commands_it_was_given() {
        MongoDbServer server = TestServers.mongoDb();
        try (MongoClient client = MongoClients.create(server.uri())) {
            client.getDatabase("web").getCollection("counted").insertOne(new Document("n", 1));
            long before = server.commands();

            client.getDatabase("web").getCollection("counted").deleteOne(new Document("n", 1));

            assertThat(server.commands()).isEqualTo(before + 1);
        }
    }

    @Test
    void mongodb_answers_with_the_same_data_after_a_restart() {
        MongoDbServer server = TestServers.mongoDb();
        try (MongoClient client = MongoClients.create(server.uri())) {
            client.getDatabase("web").getCollection("visits").insertOne(new Document("n", 1));
            server.stop();
            server.resume();

            assertThat(client.getDatabase("web").getCollection("visits").find().first())
                    .containsEntry("n", 1);

            server.refuseNext("find", 13, "Unauthorized");
            assertThatThrownBy(() -> client.getDatabase("web")
                            .getCollection("visits")
                            .find()
                            .first())
                    .hasMessageContaining("13 (Unauthorized)");
        }
    }

    @Test
    void mysql_answers_where_it_runs() throws Exception {
        Optional<String> problem = MySqlServer.problem(TestServers.directory());
        assumeTrue(problem.isEmpty(), problem::toString);
        assertThat(answer(TestServers.mySql().url(""), "SELECT VERSION()")).startsWith("8.0");
    }

    @Test
    void redis_answers_and_keeps_what_it_is_told_to_when_it_is_killed() throws Exception {
        try (RedisServer server = RedisServer.start(TestServers.directory(), "appendonly yes", "appendfsync always")) {
            server.command("SET a 1");
            server.kill();
            server.revive();
            assertThat(server.command("GET a")).isEqualTo("1");
            assertThat(server.command("INFO server")).contains("redis_version:7.0.15");
            assertThat(server.socket()).exists();
        }
    }

    @Test
    void a_redis_that_hangs_answers_when_it_goes_on() throws Exception {
        RedisServer server = TestServers.redis();
        server.freeze();
        server.thaw();
        assertThat(server.command("PING")).isEqualTo("PONG");
    }

    @Test
    void a_redis_cluster_comes_together_again_after_a_node_was_killed() throws Exception {
        RedisCluster cluster = TestServers.redisCluster();
        RedisServer node = cluster.nodeOf(16383);
        node.kill();
        node.revive();
        cluster.awaitWell();
        assertThat(node.command("CLUSTER INFO")).contains("cluster_slots_ok:16384");
        assertThat(cluster.nodes()).hasSize(3).endsWith(node);
    }

    @Test
    void a_redis_sentinel_lets_the_replica_take_over() throws Exception {
        RedisSentinel sentinel = TestServers.redisSentinel();
        RedisServer replica = sentinel.replica();
        sentinel.failOver();
        assertThat(sentinel.primary()).isSameAs(replica);
    }
}
