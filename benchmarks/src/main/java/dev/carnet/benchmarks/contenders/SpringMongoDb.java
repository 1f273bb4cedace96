package dev.carnet.benchmarks.contenders;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import dev.carnet.benchmarks.Payload;
import jakarta.servlet.Filter;
import org.mongodb.spring.session.config.annotation.web.http.EnableMongoHttpSession;
import org.springframework.context.annotation.Configuration;
import org.springframework.data.mongodb.core.MongoOperations;
import org.springframework.data.mongodb.core.MongoTemplate;

/** MongoDB's extension of Spring Session, every option at its default. */
final class SpringMongoDb extends FilterContender {
    private final String uri;
    private final String database;

    SpringMongoDb(String uri, String database) {
        super("mongodb-spring-session");
        this.uri = uri;
        this.database = database;
    }

    @Configuration(proxyBeanMethods = false)
    @EnableMongoHttpSession
    private static final class Plain {}

    @Override
    Filter filter(Payload payload) {
        return SpringContext.filter(Plain.class, context -> {
            context.registerBean(MongoClient.class, () -> MongoClients.create(uri));
            context.registerBean(
                    MongoOperations.class, () -> new MongoTemplate(context.getBean(MongoClient.class), database));
        });
    }
}
