package dev.carnet.mongodb;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.MongoWriteException;
import com.mongodb.ServerAddress;
import com.mongodb.WriteError;
import com.mongodb.client.MongoCollection;
import dev.carnet.testkit.StandardError;
import java.lang.reflect.Proxy;
import java.time.Instant;
import java.util.Set;
import org.bson.BsonDocument;
import org.bson.RawBsonDocument;
import org.junit.jupiter.api.Test;

/** The server of the tests has no validation rules, so this answers as one that has. */
class RefusedClaimTest {
    private static final Instant NOW = Instant.parse("2026-11-30T08:00:00Z");

    @SuppressWarnings("unchecked")
    private static MongoCollection<RawBsonDocument> validating() {
        return (MongoCollection<RawBsonDocument>) Proxy.newProxyInstance(
                RefusedClaimTest.class.getClassLoader(),
                new Class<?>[] {MongoCollection.class},
                (proxy, method, arguments) -> {
                    throw new MongoWriteException(
                            new WriteError(121, "Document failed validation", new BsonDocument()),
                            new ServerAddress(),
                            Set.of());
                });
    }

    @Test
    void a_rule_that_refuses_the_document_lets_every_process_sweep_and_is_told_once() {
        LeaseDocument lease = new LeaseDocument(validating(), Layout.DATA);

        String told = StandardError.during(() -> {
            assertThat(lease.claim("", "s.one", NOW, NOW.plusSeconds(60))).isTrue();
            assertThat(lease.claim("", "s.two", NOW, NOW.plusSeconds(60))).isTrue();
        });

        assertThat(told.lines())
                .singleElement()
                .satisfies(line -> assertThat(line).contains("MongoDB", "so every process sweeps"));
    }
}
