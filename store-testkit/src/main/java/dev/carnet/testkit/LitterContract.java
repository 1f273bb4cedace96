package dev.carnet.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.carnet.BulkResult;
import dev.carnet.Session;
import dev.carnet.SessionEngine;
import dev.carnet.spi.SessionHeader;
import dev.carnet.spi.SessionPage;
import dev.carnet.spi.SessionQuery;
import dev.carnet.spi.SessionRecord;
import dev.carnet.testkit.StorePlace.Litter;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What lies among the sessions and is none stops no listing, no revocation and no sweep: it is counted and left alone. */
interface LitterContract extends ContractPart {

    private Litter litter() {
        Litter litter = bench().place().litter();
        assumeTrue(!litter.equals(Litter.NONE), "nothing but sessions can lie here");
        return litter;
    }

    private Session of(@Nullable String principal) {
        Session session = bench().engine().newSession();
        session.setPrincipal(principal);
        session.put("a", 1);
        return bench().engine().flush(session);
    }

    private SessionRecord expired(Instant expiresAt) {
        SessionRecord session = Records.record(
                Records.key(), expiresAt, expiresAt, "ada", bench().values().attributes(Map.of("a", "1")));
        bench().store().create(session);
        return session;
    }

    @Test
    default void a_listing_passes_over_what_is_no_session_and_names_it() {
        for (int i = 0; i < 10; i++) {
            of(i < 5 ? "ada" : null);
        }
        Litter litter = litter();

        for (int limit : new int[] {1, 3, 1000}) {
            List<SessionRecord> sessions = new ArrayList<>();
            List<String> unreadable = new ArrayList<>();
            @Nullable String cursor = null;
            do {
                SessionPage page = bench().otherStore().scan(SessionQuery.ALL, cursor, limit);
                sessions.addAll(page.sessions());
                unreadable.addAll(page.unreadable());
                cursor = page.nextCursor();
            } while (cursor != null);
            assertThat(sessions).hasSize(10).doesNotHaveDuplicates();
            assertThat(unreadable)
                    .hasSize(litter.byScan())
                    .doesNotHaveDuplicates()
                    .doesNotContain("");
        }
        assertThat(bench().otherEngine().sessions().ofPrincipal("ada")).hasSize(5);
        assertThat(bench().otherStore()
                        .scan(SessionQuery.ALL.withAttributes(), null, 1000)
                        .sessions())
                .hasSize(10);
    }

    @Test
    default void every_session_can_be_ended_beside_what_is_none() {
        Session ada = of("ada");
        Session bob = of("bob");
        Session one = of(null);
        Litter litter = litter();

        assertThat(bench().engine().sessions().revoke(one.handle())).isTrue();
        assertThat(bench().engine().sessions().revokePrincipal("ada", null).sessions())
                .isEqualTo(1);
        assertThat(bench().engine().sessions().revokeAll()).isEqualTo(new BulkResult(1, litter.byScan()));

        assertThat(bench().otherEngine().retrieve(ada.id())).isEmpty();
        assertThat(bench().otherEngine().retrieve(bob.id())).isEmpty();
        assertThat(bench().engine().sessions().revokeAll()).isEqualTo(new BulkResult(0, litter.byScan()));
    }

    /** However small its batches are, and wherever in them the litter lies. */
    @Test
    default void a_sweep_deletes_all_that_has_expired_beside_what_is_none_and_tells_each() {
        for (int i = 0; i < 12; i++) {
            of("ada");
        }
        bench().clock().advance(Bench.MAX_IDLE.multipliedBy(2));
        Session live = of("ada");
        Litter litter = litter();
        SessionEngine sweeper = bench().engine(options -> options.sweepBatch(5));
        bench().forget();

        assertThat(sweeper.sweep()).isEqualTo(new BulkResult(12, litter.bySweep()));

        assertThat(bench().events().take()).isEqualTo(Collections.nCopies(12, "expired"));
        assertThat(bench().otherEngine().retrieve(live.id())).isPresent();
        assertThat(sweeper.sweep()).isEqualTo(new BulkResult(0, litter.bySweep()));
        assertThat(bench().engine().sessions().revokeAll()).isEqualTo(new BulkResult(1, litter.byScan()));
    }

    @Test
    default void what_is_no_session_takes_nothing_of_a_batchs_limit() {
        Instant now = bench().clock().instant();
        List<SessionHeader> expired = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            expired.add(expired(now.minusSeconds(1)).header());
        }
        litter();

        List<String> handles = Sweeps.all(bench().store(), now, 1).stream()
                .map(SessionHeader::handle)
                .toList();

        assertThat(handles)
                .containsExactlyInAnyOrderElementsOf(
                        expired.stream().map(SessionHeader::handle).toList());
    }
}
