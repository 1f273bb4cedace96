package dev.carnet.benchmarks.scale;

import com.hazelcast.map.IMap;
import com.hazelcast.map.LocalMapStats;
import com.sun.management.ThreadMXBean;
import dev.carnet.testservers.Wire;
import java.lang.management.ManagementFactory;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import redis.clients.jedis.RedisClient;

/** What each technology says of itself. */
final class Meters {
    /** Rows are those that were given or changed. A statement still under way, this one, is not in it. */
    private static final String POSTGRESQL = "SELECT SUM(calls), SUM(rows), SUM(shared_blks_hit + shared_blks_read)"
            + " FROM public.pg_stat_statements WHERE query NOT LIKE '%pg_stat_statements%'";

    /** Rows are those that were looked at. */
    private static final String MARIADB = "SELECT"
            + " SUM(IF(VARIABLE_NAME = 'QUESTIONS', VARIABLE_VALUE, 0)),"
            + " SUM(IF(VARIABLE_NAME LIKE 'HANDLER\\_READ\\_%', VARIABLE_VALUE, 0)),"
            + " SUM(IF(VARIABLE_NAME = 'INNODB_BUFFER_POOL_READ_REQUESTS', VARIABLE_VALUE, 0)),"
            + " SUM(IF(VARIABLE_NAME = 'BYTES_SENT', VARIABLE_VALUE, 0)) FROM information_schema.GLOBAL_STATUS";

    private static final List<Effort> OF_SERVERS = List.of(Effort.COMMANDS, Effort.ROWS, Effort.PAGES, Effort.SENT);

    private static final double MICROS = 1e6;

    private Meters() {}

    static Meter postgres(Connection connection) {
        return () -> asked(connection, POSTGRESQL);
    }

    static Meter mariaDb(Connection connection) {
        return () -> asked(connection, MARIADB);
    }

    private static Map<Effort, Double> asked(Connection connection, String query) {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            row.next();
            Map<Effort, Double> made = new EnumMap<>(Effort.class);
            for (int i = 1; i <= row.getMetaData().getColumnCount(); i++) {
                made.put(OF_SERVERS.get(i - 1), row.getDouble(i));
            }
            return made;
        } catch (SQLException e) {
            throw new IllegalStateException(query, e);
        }
    }

    /** Of a database in this process what its driver is asked; it tells no more. */
    static Meter statements(Wire wire) {
        double[] sum = {0};
        return () -> {
            sum[0] += wire.take().size();
            return Map.of(Effort.COMMANDS, sum[0]);
        };
    }

    static Meter redis(RedisClient client) {
        return () -> {
            Map<Effort, Double> made = new EnumMap<>(Effort.class);
            client.info("commandstats")
                    .lines()
                    .filter(line -> line.startsWith("cmdstat_") && !line.startsWith("cmdstat_info"))
                    .forEach(line -> made.merge(Effort.COMMANDS, number(line, "calls"), Double::sum));
            client.info("cpu")
                    .lines()
                    .filter(line -> line.startsWith("used_cpu_user:") || line.startsWith("used_cpu_sys:"))
                    .forEach(line -> made.merge(
                            Effort.PROCESSOR,
                            Double.parseDouble(line.substring(line.indexOf(':') + 1)) * MICROS,
                            Double::sum));
            client.info("stats")
                    .lines()
                    .filter(line -> line.startsWith("total_net_output_bytes:"))
                    .forEach(line -> made.put(Effort.SENT, Double.valueOf(line.substring(line.indexOf(':') + 1))));
            return made;
        };
    }

    private static double number(String line, String name) {
        return Double.parseDouble(line.replaceAll(".*[:,]" + name + "=([0-9.]+).*", "$1"));
    }

    /** Queries, and operations on single entries. */
    static Meter hazelcast(IMap<?, ?> map) {
        return () -> {
            LocalMapStats stats = map.getLocalMapStats();
            double entries = stats.getGetOperationCount()
                    + stats.getSetOperationCount()
                    + stats.getPutOperationCount()
                    + stats.getRemoveOperationCount();
            return Map.of(Effort.COMMANDS, stats.getQueryCount() + entries);
        };
    }

    /** What the thread that asks has allocated. */
    static Meter heap() {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        return () -> Map.of(Effort.ALLOCATED, (double) threads.getCurrentThreadAllocatedBytes());
    }
}
