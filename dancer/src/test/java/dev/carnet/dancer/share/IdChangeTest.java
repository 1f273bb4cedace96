package dev.carnet.dancer.share;

import static org.assertj.core.api.Assertions.assertThat;

import dev.carnet.Session;
import dev.carnet.SessionEngine;
import dev.carnet.SessionId;
import dev.carnet.dancer.perl.PerlHash;
import dev.carnet.dancer.perl.PerlReference;
import dev.carnet.dancer.perl.PerlScalar;
import dev.carnet.dancer.storable.FrozenObject;
import dev.carnet.dancer.storable.Storable;
import dev.carnet.options.SessionOptions;
import dev.carnet.spi.SessionKey;
import dev.carnet.testkit.SettableClock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A login gives a session a new id; what only Perl understands of it goes along. */
class IdChangeTest {
    private static final SessionKey OLD = new SessionKey("275641995096685711621170429661731047");

    @TempDir
    Path directory;

    private final SettableClock clock = new SettableClock();

    /** Changes the id of a session that Perl wrote; gives what is stored under the new one. */
    private String moved(PerlsStore.Engine kind, String content) throws Exception {
        try (PerlsStore store = PerlsStore.of(kind, directory)) {
            store.records().insert(OLD, content, clock.instant().plusSeconds(900));
            try (SessionEngine engine = SessionEngine.builder(store.open(Duration.ofHours(1), clock))
                    .options(SessionOptions.builder()
                            .hashIds(false)
                            .sweepInterval(null)
                            .build())
                    .clock(clock)
                    .build()) {
                Session session = engine.retrieve(SessionId.of(OLD.value())).orElseThrow();
                assertThat(session.get("cart")).isEqualTo(Map.of("n", 1));
                assertThat(session.get("since")).isNull();
                session.put("user", "ada");
                engine.changeId(session);
                assertThat(engine.retrieve(SessionId.of(OLD.value()))).isEmpty();
                assertThat(engine.retrieve(session.id()).orElseThrow().get("user"))
                        .isEqualTo("ada");
                return store.records()
                        .get(new SessionKey(session.id().value()))
                        .orElseThrow()
                        .content();
            }
        }
    }

    @Test
    void classes_and_objects_that_freeze_themselves() throws Exception {
        PerlHash cart = new PerlHash().put("n", PerlScalar.of(1));
        cart.bless("Shop::Cart");
        PerlHash session = new PerlHash()
                .put("cart", PerlReference.of(cart))
                .put("since", PerlReference.of(new FrozenObject("DateTime", "0:1:2", List.of()).toPerl()));

        String content =
                moved(PerlsStore.Engine.REDIS, new String(Storable.of(session).write(), StandardCharsets.ISO_8859_1));

        PerlHash after = (PerlHash)
                Storable.read(content.getBytes(StandardCharsets.ISO_8859_1)).root();
        assertThat(after.get("cart").target().className()).isEqualTo("Shop::Cart");
        assertThat(FrozenObject.of(after.get("since").target()))
                .hasValueSatisfying(frozen -> assertThat(frozen.text()).isEqualTo("0:1:2"));
        assertThat(after.get("id")).isNotNull();
    }
}
