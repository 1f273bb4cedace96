package dev.carnet.dancer.share;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.carnet.dancer.perl.PerlHash;
import dev.carnet.dancer.perl.PerlScalar;
import dev.carnet.dancer.perl.PerlStored;
import dev.carnet.spi.Encoding;
import dev.carnet.spi.SessionKey;
import dev.carnet.spi.SessionStore;
import dev.carnet.spi.StoreTraits;
import dev.carnet.testservers.RedisServer;
import dev.carnet.testservers.TestServers;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.sqlite.SQLiteDataSource;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.RedisClient;

/**
 * The store of a Perl engine, in which Perl writes as that engine does: it reads a whole session, changes one value and stores the
 * whole again, the bookkeeping as it was.
 *
 * @param records its records
 * @param format how the engine writes them
 */
record PerlsStore(RawRecords records, RecordFormat format, AutoCloseable server) implements AutoCloseable {
    enum Engine {
        DBI,
        DBIC,
        DBIC_YAML,
        DANCER1_YAML,
        DANCER2_YAML,
        REDIS
    }

    static PerlsStore of(Engine engine, Path directory) {
        return switch (engine) {
            case DBI -> new PerlsStore(sql(directory), new JsonFormat(true, false), PerlsStore::closeNothing);
            case DBIC -> new PerlsStore(sql(directory), new JsonFormat(false, false), PerlsStore::closeNothing);
            case DBIC_YAML ->
                new PerlsStore(
                        sql(directory), new PerlFormat(PerlSerializer.YAML, null, false), PerlsStore::closeNothing);
            case DANCER1_YAML ->
                new PerlsStore(
                        new FileRecords(directory), YamlProvider.Generation.DANCER1.format(), PerlsStore::closeNothing);
            case DANCER2_YAML ->
                new PerlsStore(
                        new FileRecords(directory), YamlProvider.Generation.DANCER2.format(), PerlsStore::closeNothing);
            case REDIS -> {
                RedisServer server = RedisServer.start(TestServers.directory());
                RedisClient client = RedisClient.builder()
                        .hostAndPort(new HostAndPort("127.0.0.1", server.port()))
                        .build();
                yield new PerlsStore(
                        new RedisRecords(client, client::close),
                        new PerlFormat(PerlSerializer.STORABLE, "Dancer::Session::Redis", true),
                        server);
            }
        };
    }

    private static void closeNothing() {}

    private static RawRecords sql(Path directory) {
        SQLiteDataSource source =
                SqlPlace.create(directory.resolve("sessions.db")).source();
        return new SqlRecords(source, new SqlTable("sessions", "id", "session_data"), () -> {});
    }

    SessionStore open(Duration maxIdle, InstantSource clock) {
        StoreTraits traits = new StoreTraits("Perl's", Encoding.JSON_TEXT, false, false, true, true, 1 << 30);
        return new SharedSessionStore(traits, records, format, maxIdle, clock);
    }

    boolean holds(SessionKey key) {
        return records.get(key).isPresent();
    }

    /**
     * Perl sets the attribute {@code n}.
     *
     * @param keptUntil what it renews the time to, where the store has one
     */
    void perlWrites(SessionKey key, int n, Instant keptUntil) {
        String old = records.get(key).orElseThrow().content();
        if (!records.replace(key, old, changed(old, n), keptUntil)) {
            throw new AssertionError("nobody else writes here");
        }
    }

    private String changed(String old, int n) {
        if (!(format instanceof PerlFormat perl)) {
            return old.replaceFirst("\"n\":[0-9]+", "\"n\":" + n);
        }
        PerlStored stored = perl.serializer().read(old.getBytes(ISO_8859_1));
        ((PerlHash) stored.root().target()).put("n", PerlScalar.of(n));
        return new String(stored.write(), ISO_8859_1);
    }

    @Override
    public void close() throws Exception {
        server.close();
    }
}
