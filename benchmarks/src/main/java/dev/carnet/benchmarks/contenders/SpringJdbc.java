package dev.carnet.benchmarks.contenders;

import com.zaxxer.hikari.HikariDataSource;
import dev.carnet.benchmarks.Payload;
import jakarta.servlet.Filter;
import java.sql.Connection;
import java.sql.SQLException;
import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.jdbc.datasource.init.ScriptUtils;
import org.springframework.session.jdbc.JdbcIndexedSessionRepository;
import org.springframework.session.web.http.SessionRepositoryFilter;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/** Spring Session JDBC, every option at its default, put together as its own configuration does. */
final class SpringJdbc extends FilterContender {
    private final Jdbc place;

    SpringJdbc(Jdbc place) {
        super("Spring Session JDBC");
        this.place = place;
    }

    @Override
    Filter filter(Payload payload) throws SQLException {
        HikariDataSource pool = place.pool();
        try (Connection connection = pool.getConnection()) {
            script(connection, "schema-drop-");
            script(connection, "schema-");
        }
        TransactionTemplate transactions = new TransactionTemplate(new DataSourceTransactionManager(pool));
        transactions.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
        JdbcIndexedSessionRepository repository =
                new JdbcIndexedSessionRepository(new JdbcTemplate(pool), transactions);
        repository.afterPropertiesSet();
        return new OwningFilter(new SessionRepositoryFilter<>(repository), () -> {
            repository.destroy();
            pool.close();
        });
    }

    private void script(Connection connection, String prefix) {
        ScriptUtils.executeSqlScript(
                connection,
                new ClassPathResource("org/springframework/session/jdbc/" + prefix
                        + place.server().springSchema() + ".sql"));
    }
}
