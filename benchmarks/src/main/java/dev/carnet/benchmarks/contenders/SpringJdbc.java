package dev.carnet.benchmarks.contenders;

import com.zaxxer.hikari.HikariDataSource;
import dev.carnet.benchmarks.Payload;
import jakarta.servlet.Filter;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.jdbc.datasource.init.ScriptUtils;
import org.springframework.session.jdbc.config.annotation.web.http.EnableJdbcHttpSession;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionOperations;

/** Spring Session JDBC. */
final class SpringJdbc extends FilterContender {
    private final Class<?> configuration;
    private final Jdbc place;

    private SpringJdbc(String name, Class<?> configuration, Jdbc place) {
        super(name);
        this.configuration = configuration;
        this.place = place;
    }

    /** Every option at its default. */
    static SpringJdbc plain(Jdbc place) {
        return new SpringJdbc("Spring Session JDBC", Plain.class, place);
    }

    /** Its cheapest setting: each statement for itself, so that of a session's rows some may be stored and others not. */
    static SpringJdbc withoutTransactions(Jdbc place) {
        return new SpringJdbc("Spring Session JDBC, no transactions", WithoutTransactions.class, place);
    }

    @Configuration(proxyBeanMethods = false)
    @EnableJdbcHttpSession
    private static class Plain {
        @Bean
        PlatformTransactionManager transactions(DataSource source) {
            return new DataSourceTransactionManager(source);
        }
    }

    @Configuration(proxyBeanMethods = false)
    private static final class WithoutTransactions extends Plain {
        @Bean
        TransactionOperations springSessionTransactionOperations() {
            return TransactionOperations.withoutTransaction();
        }
    }

    @Override
    Filter filter(Payload payload) throws SQLException {
        HikariDataSource pool = place.pool();
        try (Connection connection = pool.getConnection()) {
            script(connection, "schema-drop-");
            script(connection, "schema-");
        }
        return SpringContext.filter(configuration, context -> context.registerBean(DataSource.class, () -> pool));
    }

    private void script(Connection connection, String prefix) {
        ScriptUtils.executeSqlScript(
                connection,
                new ClassPathResource("org/springframework/session/jdbc/" + prefix
                        + place.server().springSchema() + ".sql"));
    }
}
