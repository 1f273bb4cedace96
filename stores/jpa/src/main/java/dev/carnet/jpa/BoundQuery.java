package dev.carnet.jpa;

import jakarta.persistence.EntityManager;
import jakarta.persistence.Query;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A query in JPQL and the values of its parameters. Not thread-safe. */
final class BoundQuery {
    private final StringBuilder text;
    private final Map<String, @Nullable Object> parameters = new LinkedHashMap<>();

    BoundQuery(String text) {
        this.text = new StringBuilder(text);
    }

    BoundQuery with(String parameter, @Nullable Object value) {
        parameters.put(parameter, value);
        return this;
    }

    BoundQuery and(String condition) {
        text.append(" AND ").append(condition);
        return this;
    }

    BoundQuery append(String more) {
        text.append(more);
        return this;
    }

    /** Runs it and gives how many rows it changed. */
    int execute(EntityManager manager) {
        return bound(manager.createQuery(text.toString())).executeUpdate();
    }

    /** Runs it and gives what it selects, several values a row. */
    @SuppressWarnings("unchecked") // a query of several values gives arrays, Jakarta Persistence 3.2 chapter 4.9.2
    List<@Nullable Object[]> list(EntityManager manager) {
        return bound(manager.createQuery(text.toString())).getResultList();
    }

    /** The same, at most so many rows. */
    @SuppressWarnings("unchecked")
    List<@Nullable Object[]> list(EntityManager manager, int limit) {
        return bound(manager.createQuery(text.toString())).setMaxResults(limit).getResultList();
    }

    private Query bound(Query query) {
        parameters.forEach(query::setParameter);
        return query;
    }
}
