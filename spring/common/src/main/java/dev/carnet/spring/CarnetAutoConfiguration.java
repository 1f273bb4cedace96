package dev.carnet.spring;

import com.hazelcast.core.HazelcastInstance;
import dev.carnet.SessionEngine;
import dev.carnet.config.CarnetConfig;
import dev.carnet.event.SessionListener;
import dev.carnet.options.AllowedTypes;
import dev.carnet.options.TransientAttributes;
import dev.carnet.options.ValueAdapter;
import jakarta.persistence.EntityManagerFactory;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnSingleCandidate;
import org.springframework.boot.sql.init.dependency.DependsOnDatabaseInitialization;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

/**
 * Opens the session engine that the environment configures, on what the application has: its {@code DataSource}, say. A bean
 * {@link CarnetConfig} or {@link SessionEngine} of the application's own replaces what stands here; beans {@link
 * SessionListener} are told what happens to sessions, beans {@link ValueAdapter} say how classes of others are stored, beans
 * {@link TransientAttributes} what is not, beans {@link SessionEngineCustomizer} have the last word on the engine.
 */
@AutoConfiguration(
        afterName = {
            "org.springframework.boot.autoconfigure.jdbc.DataSourceAutoConfiguration",
            "org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration",
            "org.springframework.boot.autoconfigure.orm.jpa.HibernateJpaAutoConfiguration",
            "org.springframework.boot.hibernate.autoconfigure.HibernateJpaAutoConfiguration",
            "org.springframework.boot.autoconfigure.hazelcast.HazelcastAutoConfiguration",
            "org.springframework.boot.hazelcast.autoconfigure.HazelcastAutoConfiguration"
        })
@ConditionalOnProperty(name = "carnet.enabled", matchIfMissing = true)
public class CarnetAutoConfiguration {
    @Bean
    @ConditionalOnMissingBean
    CarnetConfig carnetConfig(Environment environment, ObjectProvider<StoreClient> clients) {
        return ApplicationConfiguration.read(
                environment, clients.orderedStream().toList());
    }

    @Bean(destroyMethod = "close")
    @ConditionalOnMissingBean
    @DependsOnDatabaseInitialization
    SessionEngine carnetEngine(
            CarnetConfig config,
            Environment environment,
            ObjectProvider<SessionListener> listeners,
            ObjectProvider<ValueAdapter<?>> adapters,
            ObjectProvider<ValueAdapterSource> adapterSources,
            ObjectProvider<TransientAttributes> transients,
            ObjectProvider<SessionEngineCustomizer> customizers) {
        SchemaInitialization.run(config, SpringProperties.of(environment).initializeSchema());
        AllowedTypes allowed = Stream.concat(
                        adapters.orderedStream(),
                        adapterSources.orderedStream().flatMap(each -> each.adapters().stream()))
                .reduce(config.allowed(), AllowedTypes::and, (former, latter) -> latter);
        return config.open(engine -> {
            engine.allow(allowed);
            transients.orderedStream().forEach(engine::transients);
            listeners.orderedStream().forEach(engine::listener);
            customizers.orderedStream().forEach(each -> each.customize(engine));
        });
    }

    /** The application's {@code DataSource}, which is {@code session: JDBC}'s; of several, the primary one. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(name = "dev.carnet.jdbc.DbiProvider", value = DataSource.class)
    @ConditionalOnBean(DataSource.class)
    static class OnDataSource {
        @Bean
        @ConditionalOnMissingBean(name = "carnetDataSourceClient")
        StoreClient carnetDataSourceClient(ListableBeanFactory beans) {
            return StoreClient.jdbc(
                    "the application's DataSource", () -> Map.of("data_source", OnlyBean.of(DataSource.class, beans)));
        }
    }

    /**
     * The application's {@code EntityManagerFactory}, which is {@code session: JPA}'s. That wants an entity for sessions, so it is
     * no candidate: an application with entities has a {@code DataSource} too.
     */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(name = "dev.carnet.jpa.DbicProvider", value = EntityManagerFactory.class)
    @ConditionalOnBean(EntityManagerFactory.class)
    static class OnEntityManagerFactory {
        @Bean
        @ConditionalOnMissingBean(name = "carnetEntityManagerFactoryClient")
        StoreClient carnetEntityManagerFactoryClient(ListableBeanFactory beans) {
            return new StoreClient(
                    List.of("JPA", "DBIC"),
                    "the application's EntityManagerFactory",
                    () -> Map.of("schema", OnlyBean.of(EntityManagerFactory.class, beans)),
                    Set.of("schema", "db_connection_name", "schema_class", "dsn", "url"),
                    false);
        }
    }

    /** The application's {@code HazelcastInstance}. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(name = "dev.carnet.hazelcast.HazelcastProvider", value = HazelcastInstance.class)
    @ConditionalOnSingleCandidate(HazelcastInstance.class)
    static class OnHazelcast {
        @Bean
        StoreClient carnetHazelcastClient(HazelcastInstance instance) {
            return new StoreClient(
                    List.of("Hazelcast"),
                    "the application's HazelcastInstance",
                    () -> Map.of("instance", instance),
                    Set.of(
                            "mode",
                            "config",
                            "addresses",
                            "cluster_members",
                            "members",
                            "member_list",
                            "instance_name"));
        }
    }
}
