package dev.carnet.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.carnet.Session;
import dev.carnet.SessionDirectory;
import dev.carnet.error.SessionDataException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A principal is kept exactly or refused when it is set: one that comes back as another text would escape a revocation. */
interface PrincipalContract extends ContractPart {
    /** What a column of an operator's own may be shorter than, and an index of some databases. */
    int LONG = 200;

    private Session of(String principal) {
        Session session = bench().engine().newSession();
        session.setPrincipal(principal);
        return bench().engine().flush(session);
    }

    private SessionDirectory sessions() {
        return bench().otherEngine().sessions();
    }

    @Test
    default void principals_that_differ_are_different_users() {
        List<String> principals = List.of(
                "ada",
                "Ada",
                "ada ",
                " ada",
                "ad\u00e4",
                "ada\u0308",
                "a?",
                "a\ud83d\ude00",
                "a%",
                "a_",
                "a'b",
                "a\\",
                "a\nb",
                "a\u001bb",
                "\"a\"",
                "*",
                "x".repeat(LONG),
                "x".repeat(LONG - 1));
        principals.forEach(this::of);

        for (String each : principals) {
            assertThat(sessions().ofPrincipal(each))
                    .as(each)
                    .singleElement()
                    .satisfies(found -> assertThat(found.principal()).isEqualTo(each));
        }
        for (String each : principals) {
            assertThat(sessions().revokePrincipal(each, null).sessions())
                    .as(each)
                    .isEqualTo(1);
        }
    }

    @Test
    default void what_no_store_keeps_is_refused_when_it_is_set() {
        Session session = of("ada");

        for (String each : List.of("a\ud83d", "a\ude00", "\ude00\ud83d", "a\ud83db", "a\u0000", "\u0000")) {
            assertThatThrownBy(() -> session.setPrincipal(each))
                    .isInstanceOf(SessionDataException.class)
                    .hasMessageContaining("at index " + (each.equals("\u0000") || each.startsWith("\ude00") ? 0 : 1));
            assertThat(sessions().ofPrincipal(each)).isEmpty();
            assertThat(sessions().revokePrincipal(each, null).sessions()).isZero();
        }

        assertThat(session.principal()).isEqualTo("ada");
        session.put("a", 1);
        bench().engine().flush(session);
        assertThat(sessions().ofPrincipal("ada")).hasSize(1);
    }

    @Test
    default void the_longest_principal_is_kept_and_a_longer_one_is_refused_when_it_is_set() {
        int longest = bench().store().traits().maxPrincipalLength();
        assumeTrue(longest < Integer.MAX_VALUE, "this store takes principals of any length");
        String allowed = "\u00e4".repeat(longest);
        Session session = of(allowed);

        assertThat(sessions().ofPrincipal(allowed)).hasSize(1);
        assertThatThrownBy(() -> session.setPrincipal("x".repeat(longest + 1)))
                .isInstanceOf(SessionDataException.class)
                .hasMessageContaining("at most " + longest + " characters")
                .hasMessageNotContaining("xx");
        assertThat(session.principal()).isEqualTo(allowed);
        assertThat(sessions().ofPrincipal("x".repeat(longest + 1))).isEmpty();
    }
}
