package dev.carnet.dancer.share;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.carnet.dancer.perl.JsonPerl;
import dev.carnet.dancer.perl.PerlValue;
import dev.carnet.dancer.storable.Storable;
import dev.carnet.spi.Encoding;
import dev.carnet.spi.SessionKey;
import dev.carnet.spi.SessionStore;
import dev.carnet.spi.StoreTraits;
import dev.carnet.testkit.SessionStoreContract;
import dev.carnet.testkit.StorePlace;
import dev.carnet.testservers.RedisServer;
import dev.carnet.testservers.TestServers;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.RedisClient;
import redis.clients.jedis.UnifiedJedis;

/** Storable values under bare ids, shared. */
class SharedRedisContractTest extends SessionStoreContract {
    private static RedisServer server;

    @BeforeAll
    static void start() {
        server = RedisServer.start(TestServers.directory());
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private record RedisPlace(UnifiedJedis door) implements StorePlace {
        @Override
        public SessionStore open() {
            UnifiedJedis client = client();
            return new SharedSessionStore(
                    new StoreTraits("Redis", Encoding.JSON_TEXT, true, false, true, true, 64 << 20),
                    new RedisRecords(client, client::close),
                    new PerlFormat(PerlSerializer.STORABLE, "Dancer::Session::Redis", true),
                    null,
                    InstantSource.system());
        }

        @Override
        public Optional<String> read(SessionKey key) {
            return Optional.ofNullable(door.get(bytes(key.value())))
                    .map(each -> key.value() + new String(each, StandardCharsets.ISO_8859_1));
        }

        @Override
        public boolean plant(SessionKey key, String json) {
            PerlValue session = JsonPerl.read(json).target();
            session.bless("Dancer::Session::Redis");
            door.set(bytes(key.value()), Storable.of(session).write());
            return true;
        }

        @Override
        public boolean spoil(SessionKey key) {
            door.set(key.value(), "no Storable");
            return true;
        }

        @Override
        public Litter litter() {
            door.set("x".repeat(129), "");
            door.set("odd", "no Storable");
            door.rpush("list", "no string");
            return new Litter(2, 2);
        }

        @Override
        public boolean claimsSweeps() {
            return true;
        }

        @Override
        public boolean refuseClaims() {
            door.rpush("carnet:sweeper", "no hash");
            return true;
        }

        @Override
        public void close() {
            door.close();
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(UTF_8);
    }

    private static UnifiedJedis client() {
        return RedisClient.builder()
                .hostAndPort(new HostAndPort("127.0.0.1", server.port()))
                .build();
    }

    @Override
    protected StorePlace newPlace() {
        UnifiedJedis door = client();
        door.flushAll();
        return new RedisPlace(door);
    }

    /** Perl gives up on such depths as well: what is nested so deeply is refused when it is written. */
    @Test
    @Override
    public void deep_nesting_in_a_stored_value_spoils_no_other() {
        String deep = "[".repeat(20_000) + "]".repeat(20_000);

        assertThatThrownBy(() -> JsonPerl.read(deep)).hasMessageContaining("nested too deep");
    }
}
