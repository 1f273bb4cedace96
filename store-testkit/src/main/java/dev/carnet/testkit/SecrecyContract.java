package dev.carnet.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.carnet.Session;
import dev.carnet.SessionId;
import dev.carnet.spi.SessionKey;
import dev.carnet.spi.SessionRecord;
import org.junit.jupiter.api.Test;

/** Nothing in the store can be replayed. */
interface SecrecyContract extends ContractPart {

    @Test
    default void the_store_holds_no_id() {
        Session session = bench().stored("a", 1);
        String first = session.id().value();
        bench().engine().changeId(session);
        SessionKey key = record(session).header().key();

        String stored = bench().place().read(key).orElseThrow();

        assertThat(stored).doesNotContain(first).doesNotContain(session.id().value());
        assertThat(key.value()).isNotEqualTo(session.id().value());
    }

    @Test
    default void neither_key_nor_handle_works_as_an_id() {
        Session session = bench().stored("a", 1);
        bench().forget();

        assertThat(SessionId.parse(session.handle()).flatMap(bench().engine()::retrieve))
                .isEmpty();
        assertThat(bench().store().calls()).isEmpty();
        assertThat(bench().engine()
                        .retrieve(SessionId.of(record(session).header().key().value())))
                .isEmpty();
    }

    @Test
    default void ids_and_keys_are_masked_when_printed() {
        Session session = bench().stored("a", 1);
        SessionRecord record = record(session);
        String id = session.id().value();
        String key = record.header().key().value();

        assertThat(session.id() + " " + session).doesNotContain(id);
        assertThat(record.toString()).doesNotContain(id).doesNotContain(key);
    }

    @Test
    default void ids_are_long_random_and_unlike_each_other() {
        String one = bench().engine().newSession().id().value();
        String two = bench().engine().newSession().id().value();

        assertThat(one).matches("[A-Za-z0-9_-]{40}").isNotEqualTo(two);
    }

    private SessionRecord record(Session session) {
        return bench().engine().sessions().stored(session).orElseThrow();
    }
}
