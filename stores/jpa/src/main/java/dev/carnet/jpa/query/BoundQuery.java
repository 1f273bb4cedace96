package dev.carnet.jpa.query;

import jakarta.persistence.EntityManager;
import jakarta.persistence.Query;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A query in JPQL and the values of its parameters. Not thread-safe. */
public final class BoundQuery {
    private static final String TIMEOUT = "jakarta.persistence.query.timeout";

    private final StringBuilder text;
    private final Map<String, @Nullable Object> parameters = new LinkedHashMap<>();
    private boolean hasCondition;
    private String order = "";
    private @Nullable Duration timeout;

    /** @param text the query up to its first condition */
    public BoundQuery(String text) {
        this.text = new StringBuilder(text);
    }

    public BoundQuery with(String parameter, @Nullable Object value) {
        parameters.put(parameter, value);
        return this;
    }

    public BoundQuery and(String condition) {
        text.append(hasCondition ? " AND " : " WHERE ").append(condition);
        hasCondition = true;
        return this;
    }

    public BoundQuery orderedBy(String path) {
        order = " ORDER BY " + path;
        return this;
    }

    /** Bounds how long a write waits, above all for a row that is locked. */
    public BoundQuery within(Duration limit) {
        timeout = limit;
        return this;
    }

    /** Runs it and gives how many rows it changed. */
    public int execute(EntityManager manager) {
        Query query = bound(manager);
        if (timeout != null) {
            query.setHint(TIMEOUT, (int) timeout.toMillis());
        }
        return query.executeUpdate();
    }

    /** Executes the query and returns its rows, with several values each. */
    @SuppressWarnings("unchecked") // a query of several values gives arrays, Jakarta Persistence 3.2 chapter 4.9.2
    public List<@Nullable Object[]> list(EntityManager manager) {
        return bound(manager).getResultList();
    }

    /** The same, at most so many rows. */
    @SuppressWarnings("unchecked")
    public List<@Nullable Object[]> list(EntityManager manager, int limit) {
        return bound(manager).setMaxResults(limit).getResultList();
    }

    private Query bound(EntityManager manager) {
        Query query = manager.createQuery(text + order);
        parameters.forEach(query::setParameter);
        return query;
    }
}
