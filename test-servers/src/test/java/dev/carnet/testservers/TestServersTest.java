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
}
