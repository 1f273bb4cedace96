package dev.carnet.jdbc;

import dev.carnet.jdbc.connection.Connections;
import dev.carnet.jdbc.sql.BoundStatement;
import dev.carnet.jdbc.sql.Dialect;
import dev.carnet.spi.document.LeaseRecord;
import dev.carnet.spi.document.LeaseRefusal;
import dev.carnet.spi.document.StoredHeader;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Who sweeps a table, in a row of it: under the id {@link StoredHeader#LEASE} and the prefix of the swept keys, with the
 * sweeper's name as its handle and the claim's end in {@code ends_at}. A claim is a conditional statement, which holds
 * whatever pooler stands before the database. Who does not hold it looks first, which costs one statement and writes
 * nothing. Thread-safe.
 */
final class SweepLease {
    private static final String FAILURE = "the sweep could not be claimed";

    private final Dialect dialect;
    private final Connections connections;
    private final String select;
    private final String update;
    private final String insert;
    private final int idMarks;
    private final LeaseRefusal refusal = new LeaseRefusal("JDBC");

    /** The ids of the leases that were this process's when it last asked. */
    private final Set<String> held = ConcurrentHashMap.newKeySet();

    SweepLease(JdbcTable table, Connections connections) {
        this.dialect = table.dialect();
        this.connections = connections;
        idMarks = table.idMarks();
        select = "SELECT ends_at, handle FROM " + table.quoted() + table.whereId();
        update = "UPDATE " + table.quoted() + " SET " + table.setLastActive() + "format = '" + StoredHeader.LEASE_FORMAT
                + "', handle = ?, ends_at = ?" + table.whereId()
                + " AND (handle = ? OR ends_at <= ? OR ends_at > ? OR ends_at IS NULL)";
        insert = dialect.insert("INSERT INTO " + table.quoted() + " (id, format, session_data, handle, ends_at"
                + (table.hasLastActive()
                        ? ", last_active) VALUES (?, ?, ?, ?, ?, CURRENT_TIMESTAMP)"
                        : ") VALUES (?, ?, ?, ?, ?)"));
    }

    /** See {@link dev.carnet.spi.SessionStore#claimSweep}. */
    boolean claim(String keyPrefix, String sweeper, Instant now, Instant until) {
        Claim claim = new Claim(StoredHeader.LEASE + keyPrefix, sweeper, now, until);
        boolean claimed = (held.contains(claim.id()) && updates(claim)) || take(claim);
        if (claimed) {
            held.add(claim.id());
        } else {
            held.remove(claim.id());
        }
        return claimed;
    }

    private record Claim(String id, String sweeper, Instant now, Instant until) {
        /** The latest end of another's lease, in milliseconds: a later one was made by a wrong clock and holds nobody up. */
        long latest() {
            return LeaseRecord.latest(now, until).toEpochMilli();
        }
    }

    private record Lease(long endsAt, @Nullable String sweeper) {}

    private boolean take(Claim claim) {
        Optional<Lease> found = lease(claim);
        if (found.isEmpty()) {
            return refusal.inserts(() -> inserts(claim), () -> lease(claim).isEmpty());
        }
        Lease lease = found.get();
        boolean isFree = LeaseRecord.isFree(Instant.ofEpochMilli(lease.endsAt()), claim.now(), claim.until());
        return (isFree || claim.sweeper().equals(lease.sweeper())) && updates(claim);
    }

    private Optional<Lease> lease(Claim claim) {
        return connections.read(
                FAILURE,
                connection -> bound(select, ids(claim))
                        .query(
                                connection,
                                rows -> rows.next()
                                        ? Optional.of(new Lease(rows.getLong(1), rows.getString(2)))
                                        : Optional.empty()));
    }

    private boolean updates(Claim claim) {
        List<Object> parameters =
                new ArrayList<>(List.of(claim.sweeper(), claim.until().toEpochMilli()));
        parameters.addAll(ids(claim));
        parameters.add(claim.sweeper());
        parameters.add(claim.now().toEpochMilli());
        parameters.add(claim.latest());
        return connections.write(FAILURE, bound(update, parameters)::execute) > 0;
    }

    private boolean inserts(Claim claim) {
        BoundStatement insertion = bound(
                insert,
                List.of(
                        claim.id(),
                        StoredHeader.LEASE_FORMAT,
                        "{}",
                        claim.sweeper(),
                        claim.until().toEpochMilli()));
        return connections.write(FAILURE, connection -> {
            try {
                return insertion.execute(connection) > 0;
            } catch (SQLException e) {
                if (dialect.isDuplicateKey(e)) {
                    return false;
                }
                throw e;
            }
        });
    }

    private List<String> ids(Claim claim) {
        return Collections.nCopies(idMarks, claim.id());
    }

    private BoundStatement bound(String sql, List<?> parameters) {
        return BoundStatement.of(dialect, sql, parameters);
    }
}
