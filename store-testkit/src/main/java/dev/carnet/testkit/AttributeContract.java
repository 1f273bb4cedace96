package dev.carnet.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.carnet.Session;
import dev.carnet.SessionId;
import dev.carnet.TypeRef;
import dev.carnet.error.SessionCodecException;
import dev.carnet.error.SessionTooLargeException;
import dev.carnet.spi.Attributes;
import dev.carnet.spi.SessionKey;
import dev.carnet.testkit.Bench.Item;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;

/** Whatever an application may put under whatever name comes back as it was. */
interface AttributeContract extends ContractPart {

    @Test
    default void any_name_can_be_used() {
        List<String> names = List.of(
                "",
                " ",
                "a.b",
                "a..b",
                "$set",
                "a$",
                "\"quoted\"",
                "back\\slash",
                "new\nline",
                "\u0000",
                "\u007f",
                "é",
                "e\u0301",
                "☃",
                "😀",
                "\ud83d",
                "\ude00",
                "half a \ud83d pair",
                "id",
                "_id",
                "data",
                "version",
                "expires_at",
                "__carnet",
                "__carnet=",
                "__carnet=__carnet",
                "__carnet_version",
                "constructor",
                "x".repeat(1000));
        Session session = bench().engine().newSession();
        names.forEach(name -> session.put(name, "value of " + name));
        bench().engine().flush(session);

        Session copy = bench().otherCopy(session);
        assertThat(copy.names()).containsExactlyInAnyOrderElementsOf(names);
        names.forEach(name -> assertThat(copy.get(name)).isEqualTo("value of " + name));

        names.forEach(copy::remove);
        copy.put("left", true);
        bench().otherEngine().flush(copy);
        assertThat(bench().copy(session).names()).containsExactly("left");
    }

    @Test
    default void values_come_back_as_what_they_were_without_being_told_their_type() {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("text", "héllo ☃ 😀 \u0000 \ud800");
        values.put("empty", "");
        values.put("int", 42);
        values.put("long", 42L);
        values.put("big", Long.MIN_VALUE);
        values.put("double", 3.25);
        values.put("float", 1.5f);
        values.put("decimal", new BigDecimal("1.10"));
        values.put("true", true);
        values.put("instant", Instant.parse("2030-01-02T03:04:05.678901234Z"));
        values.put("uuid", UUID.fromString("01234567-89ab-cdef-0123-456789abcdef"));
        values.put("list", List.of(1, "two", 3L, List.of()));
        values.put("set", Set.of("a", "b"));
        values.put("map", Map.of("k", Map.of("deep", 1)));
        values.put("record", new Item("book", 2));
        Session session = bench().engine().newSession();
        values.forEach(session::put);
        bench().engine().flush(session);

        Session copy = bench().otherCopy(session);

        values.forEach((name, value) -> assertThat(copy.get(name)).as(name).isEqualTo(value));
    }

    @Test
    default void values_are_read_as_the_type_asked_for() {
        Session session = bench().stored("cart", List.of(new Item("book", 2)));
        session.put("n", 7);
        bench().engine().flush(session);

        Session copy = bench().otherCopy(session);

        assertThat(copy.get("n", Long.class)).isEqualTo(7L);
        assertThat(copy.get("cart", new TypeRef<List<Item>>() {})).containsExactly(new Item("book", 2));
        assertThat(copy.get("absent", Item.class)).isNull();
    }

    @Test
    default void a_megabyte_is_stored() {
        assumeTrue(
                bench().store().traits().maxSessionBytes() >= 2 << 20,
                "this store takes " + bench().store().traits().maxSessionBytes() + " bytes at most");
        String megabyte = "é0123456789abcde".repeat(1 << 16);

        Session session = bench().stored("large", megabyte);

        assertThat(bench().otherCopy(session).get("large")).isEqualTo(megabyte);
    }

    @Test
    default void a_session_over_its_limit_is_refused_and_what_was_stored_stays() {
        var engine = bench().engine(options -> options.maxBytes(1000));
        Session session = engine.newSession();
        session.put("small", "x");
        engine.flush(session);

        session.put("large", "y".repeat(1000));

        assertThatThrownBy(() -> engine.flush(session))
                .isInstanceOf(SessionTooLargeException.class)
                .hasMessageContaining("the limit is 1000")
                .hasMessageContaining("'large' "
                        + new Attributes(Map.of("large", bench().values().value('"' + "y".repeat(1000) + '"'))).size())
                .hasMessageNotContaining("yyyy");
        assertThat(bench().otherCopy(session).names()).containsExactly("small");
        session.remove("large");
        session.put("other", "z");
        engine.flush(session);
        assertThat(bench().otherCopy(session).names()).containsExactlyInAnyOrder("small", "other");
    }

    @Test
    default void a_type_that_is_not_allowed_is_refused_when_it_is_put() {
        Session session = bench().stored("a", 1);

        assertThatThrownBy(() -> session.put("thread", new ArrayList<>(List.of(Thread.currentThread()))))
                .isInstanceOf(SessionCodecException.class)
                .hasMessageContaining("java.lang.Thread");

        assertThat(session.names()).containsExactly("a");
        bench().engine().flush(session);
    }

    @Test
    default void a_foreign_record_is_read_and_adopted() {
        SessionKey key = Records.key();
        assumeTrue(
                bench().place()
                        .plant(
                                key,
                                "{\"user\" : \"b\\u00f6b\", \"n\":1,\"n\":2,\"esc\\u0061ped\":[1,\"two\",null], \"t\": \"1\"}"),
                "nobody else can write here");
        var engine = bench().engine(options -> options.hashIds(false));

        Session session = engine.retrieve(SessionId.of(key.value())).orElseThrow();

        assertThat(session.get("user")).isEqualTo("böb");
        assertThat(session.get("n")).isEqualTo(2);
        assertThat(session.get("escaped"))
                .asInstanceOf(InstanceOfAssertFactories.LIST)
                .containsExactly(1, "two", null);
        engine.flush(session);
        var stored = engine.sessions().stored(session).orElseThrow();
        assertThat(stored.header().isForeign()).isFalse();
        assertThat(stored.header().maxIdle()).isEqualTo(Bench.MAX_IDLE);
        assertThat(stored.header().handle()).isEqualTo(session.handle());
        assertThat(engine.retrieve(SessionId.of(key.value())).orElseThrow().get("t"))
                .isEqualTo("1");
    }

    /** A name as a path or an operator would be written, where the technology has such. */
    @Test
    default void attributes_that_others_named_oddly_can_be_kept_written_over_and_removed() {
        var engine = bench().engine(options -> options.hashIds(false));
        for (String name : List.of("a.b", "$x", "x.$y", ".")) {
            SessionKey key = Records.key();
            assumeTrue(
                    bench().place().plant(key, "{\"user\":\"bob\",\"" + name + "\":{\"c.d\":1}}"),
                    "nobody else can write here");

            Session session = engine.retrieve(SessionId.of(key.value())).orElseThrow();
            session.put("other", 1);
            engine.flush(session);
            Session kept = engine.retrieve(SessionId.of(key.value())).orElseThrow();
            assertThat(kept.get(name)).as(name).isEqualTo(Map.of("c.d", 1));
            kept.put(name, "new");
            engine.flush(kept);
            Session written = engine.retrieve(SessionId.of(key.value())).orElseThrow();
            assertThat(written.get(name)).as(name).isEqualTo("new");
            engine.changeId(written);
            written.remove(name);
            engine.flush(written);

            assertThat(engine.retrieve(written.id()).orElseThrow().names())
                    .as(name)
                    .containsExactlyInAnyOrder("user", "other");
        }
    }

    @Test
    default void an_attribute_that_others_named_oddly_can_be_removed_at_once() {
        SessionKey key = Records.key();
        assumeTrue(bench().place().plant(key, "{\"user\":\"bob\",\"a.b\":1}"), "nobody else can write here");
        var engine = bench().engine(options -> options.hashIds(false));
        Session session = engine.retrieve(SessionId.of(key.value())).orElseThrow();

        session.remove("a.b");
        engine.flush(session);

        assertThat(engine.retrieve(SessionId.of(key.value())).orElseThrow().names())
                .containsExactly("user");
    }

    @Test
    default void two_processes_that_adopt_one_foreign_record_merge() {
        SessionKey key = Records.key();
        assumeTrue(bench().place().plant(key, "{\"user\":\"bob\"}"), "nobody else can write here");
        var engine = bench().engine(options -> options.hashIds(false));
        Session one = engine.retrieve(SessionId.of(key.value())).orElseThrow();
        Session two = engine.retrieve(SessionId.of(key.value())).orElseThrow();
        one.put("one", 1);
        two.put("two", 2);

        engine.flush(one);
        engine.flush(two);

        assertThat(engine.retrieve(SessionId.of(key.value())).orElseThrow().names())
                .containsExactlyInAnyOrder("user", "one", "two");
    }
}
