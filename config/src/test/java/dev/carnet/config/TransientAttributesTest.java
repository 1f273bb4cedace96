package dev.carnet.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.carnet.Session;
import dev.carnet.SessionEngine;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TransientAttributesTest {
    private static final String YAML = """
            session: Memory
            transient_attributes:
              - view
              - tmp.*
            """;

    @Test
    void what_is_named_is_never_stored() {
        try (SessionEngine engine = Reading.yaml(YAML).open()) {
            Session session = engine.create();
            List.of("view", "views", "tmp.a", "tmp", "user").forEach(name -> session.put(name, "text"));
            Object unstorable = new Object();
            session.put("view", unstorable);
            engine.flush(session);

            assertThat(session.get("view")).isSameAs(unstorable);
            assertThat(engine.retrieve(session.id()).orElseThrow().names())
                    .containsExactlyInAnyOrder("views", "tmp", "user");
        }
    }

    @Test
    void what_carnet_notes_of_a_login_is_stored_whatever_is_named() {
        try (SessionEngine engine = Reading.yaml("session: Memory\ntransient_attributes: '*authenticated*, *carnet*'")
                .open()) {
            Session session = engine.create();
            session.setPrincipal("ada");
            engine.flush(session);

            assertThat(engine.retrieve(session.id()).orElseThrow().authenticatedAt())
                    .isNotNull();
        }
    }

    @Test
    void names_may_stand_between_commas_and_in_properties() {
        assertThat(Reading.yaml("session: Memory\ntransient_attributes: view, tmp.*")
                        .transientAttributes())
                .containsExactly("view", "tmp.*");
        assertThat(Reading.properties(Map.of(
                                "carnet.session", "Memory", "carnet.transient-attributes", List.of("view", "tmp.*")))
                        .transientAttributes())
                .containsExactly("view", "tmp.*");
        assertThat(Reading.yaml("session: Memory").transientAttributes()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "a*b, ab, true",
        "a*b, a.*b, true",
        "a*b, abc, false",
        "*.view, cart.view, true",
        "*.view, cartXview, false",
        "**x, x, true",
        "\\Ea*, \\Ea, true",
        "(a), (a), true",
        "A*, abc, false"
    })
    void a_star_stands_for_any_characters_and_nothing_else_does(String pattern, String name, boolean named) {
        try (SessionEngine engine = CarnetConfig.builder()
                .session("Memory")
                .set("transient_attributes", pattern)
                .build()
                .open()) {
            Session session = engine.create();
            session.put(name, "text");
            engine.flush(session);

            assertThat(engine.retrieve(session.id()).orElseThrow().names())
                    .isEqualTo(named ? java.util.Set.of() : java.util.Set.of(name));
        }
    }

    @Test
    void one_that_names_everything_is_a_fault_with_its_line() {
        assertThat(Reading.faultOf("""
                session: Memory
                transient_attributes:
                  - view
                  - "*"
                """))
                .isEqualTo("carnet.yml line 4, transient_attributes[1]: '*' matches every attribute; write a name,"
                        + " or a part of a name with *, such as view.*");
    }

    @Test
    void a_slip_of_the_key_is_a_fault_with_the_right_spelling() {
        assertThat(Reading.faultOf("session: Memory\ntransient_atributes: [view]"))
                .isEqualTo("carnet.yml line 2, transient_atributes: there is no such setting; did you mean"
                        + " transient_attributes?");
    }
}
