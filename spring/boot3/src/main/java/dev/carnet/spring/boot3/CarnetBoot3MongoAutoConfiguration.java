package dev.carnet.spring.boot3;

import com.mongodb.client.MongoClient;
import dev.carnet.spring.CarnetAutoConfiguration;
import dev.carnet.spring.StoreClient;
import java.util.Map;
import java.util.Objects;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnSingleCandidate;
import org.springframework.boot.autoconfigure.mongo.MongoAutoConfiguration;
import org.springframework.boot.autoconfigure.mongo.MongoConnectionDetails;
import org.springframework.context.annotation.Bean;

/** The application's {@code MongoClient}, and the database that Spring Boot says it uses. */
@AutoConfiguration(before = CarnetAutoConfiguration.class, after = MongoAutoConfiguration.class)
@ConditionalOnClass(
        name = "dev.carnet.mongodb.MongoProvider",
        value = {MongoClient.class, MongoConnectionDetails.class})
@ConditionalOnSingleCandidate(MongoClient.class)
@ConditionalOnBean(MongoConnectionDetails.class)
@ConditionalOnProperty(name = "carnet.enabled", matchIfMissing = true)
public class CarnetBoot3MongoAutoConfiguration {
    private static final String USUAL_DATABASE = "test";

    @Bean
    StoreClient carnetMongoClient(MongoClient client, MongoConnectionDetails details) {
        String database =
                Objects.requireNonNullElse(details.getConnectionString().getDatabase(), USUAL_DATABASE);
        return StoreClient.mongoDb(() -> Map.of("mongodb_client", client, "mongodb_dbname", database));
    }
}
