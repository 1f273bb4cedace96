package dev.carnet.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.carnet.Session;
import dev.carnet.SessionEngine;
import dev.carnet.bson.BsonSessionCodec;
import dev.carnet.error.ConfigurationException;
import dev.carnet.error.SessionCodecException;
import dev.carnet.json.GraphSessionCodec;
import dev.carnet.json.JacksonExtension;
import dev.carnet.json.JsonSessionCodec;
import dev.carnet.memory.MemorySessionStore;
import dev.carnet.options.AllowedTypes;
import dev.carnet.options.ValueAdapter;
import dev.carnet.spi.Encoded;
import dev.carnet.spi.Encoding;
import dev.carnet.spi.codec.SessionCodec;
import java.net.MalformedURLException;
import java.net.URI;
import java.net.URL;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Classes that one does not own: stored by adapters, by mix-ins, or never. */
@SuppressWarnings({"unused", "EqualsGetClass", "DoNotCallSuggester"}) // fields are state
class ValueAdaptersTest {
    static List<ClassShapesTest.Codec> codecs() {
        return ClassShapesTest.codecs();
    }

    /** What a library might have: an interface, classes that keep their state to themselves. */
    interface Login {
        String user();
    }

    private static class PasswordLogin implements Login {
        private final String user;
        private final Thread secret = Thread.currentThread();

        PasswordLogin(String user) {
            this.user = user;
        }

        @Override
        public String user() {
            return user;
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other != null && other.getClass() == getClass() && ((PasswordLogin) other).user.equals(user);
        }

        @Override
        public int hashCode() {
            return user.hashCode();
        }
    }

    private static final class TokenLogin extends PasswordLogin {
        TokenLogin(String user) {
            super(user);
        }
    }

    /** Speaks for the interface, in JSON of its own, with names of classes of its own. */
    static final class Logins implements ValueAdapter.Json<Login> {
        @Override
        public String name() {
            return "login";
        }

        @Override
        public Class<Login> type() {
            return Login.class;
        }

        @Override
        public String toJson(Login login) {
            return " { \"kind\" : \"" + login.getClass().getSimpleName() + "\", \"id\":1.50, \"user\": \""
                    + login.user() + "\", \"$ref\": [\"\\ud83c\\udf75\", null, true] } ";
        }

        @Override
        public Login fromJson(String json) {
            String user = json.replaceAll(".*\"user\":\"(.*?)\".*", "$1");
            assertThat(json).contains("\"id\":1.5").contains("\"$ref\":[\"");
            if (json.contains("\"PasswordLogin\"")) {
                return new PasswordLogin(user);
            } else if (json.contains("\"TokenLogin\"")) {
                return new TokenLogin(user);
            }
            throw new IllegalArgumentException("no kind of login");
        }
    }

    private static final ValueAdapter<URL> URLS =
            ValueAdapter.of("url", URL.class, URL::toString, text -> url((String) text));

    /** A closer one than that for the interface. */
    static final ValueAdapter<TokenLogin> TOKENS = ValueAdapter.of(
            "token",
            TokenLogin.class,
            login -> new LinkedHashMap<>(Map.of("user", login.user(), "numbers", List.of(1, 5_000_000_000L, 2.5))),
            plain -> new TokenLogin((String) ((Map<?, ?>) plain).get("user")));

    private static URL url(String text) {
        try {
            return URI.create(text).toURL();
        } catch (MalformedURLException e) {
            throw new IllegalArgumentException(e);
        }
    }

    record Holder(
            Login login, @Nullable Object anything, List<URL> urls, Map<String, Login> logins, PasswordLogin own) {}

    private static final AllowedTypes ALLOWED =
            AllowedTypes.of(Holder.class).and(new Logins()).and(URLS);

    @ParameterizedTest
    @MethodSource("codecs")
    void a_value_comes_back_by_its_adapter_wherever_it_is(ClassShapesTest.Codec which) {
        for (AllowedTypes allowed : List.of(ALLOWED, ALLOWED.and(TOKENS))) {
            SessionCodec codec = which.with().apply(allowed);
            Login password = new PasswordLogin("ada");
            Login token = new TokenLogin("bob");
            Holder holder = new Holder(
                    token,
                    password,
                    List.of(url("https://example.com/a")),
                    Map.of("a", password),
                    new TokenLogin("eve"));
            List<Object> value = new ArrayList<>(List.of(
                    password,
                    token,
                    holder,
                    url("https://example.com"),
                    new Login[] {password, token},
                    new HashMap<>(Map.of("a", token))));

            Encoded stored = codec.encode(value);
            List<?> back = (List<?>) Objects.requireNonNull(codec.decode(stored));

            assertThat(back).usingRecursiveComparison().isEqualTo(value);
            assertThat(back.get(0)).isExactlyInstanceOf(PasswordLogin.class);
            assertThat(back.get(1)).isExactlyInstanceOf(TokenLogin.class);
            assertThat(((Holder) back.get(2)).login()).isExactlyInstanceOf(TokenLogin.class);
            assertThat(((Holder) back.get(2)).own()).isExactlyInstanceOf(TokenLogin.class);
            assertThat(codec.encode(back)).isEqualTo(stored);
            assertThat(codec.decode(codec.encode(token), Login.class)).isEqualTo(token);
        }
    }

    @ParameterizedTest
    @MethodSource("codecs")
    void what_is_stored_under_its_name_is_read_by_nothing_else(ClassShapesTest.Codec which) {
        SessionCodec codec = which.with().apply(ALLOWED);
        Encoded login = codec.encode(new PasswordLogin("ada"));

        assertThatExceptionOfType(SessionCodecException.class)
                .isThrownBy(() -> which.with().apply(AllowedTypes.NONE).decode(login))
                .withMessageContaining("'login' that is not allowed");
        assertThatExceptionOfType(SessionCodecException.class)
                .isThrownBy(() -> codec.decode(Encoded.of(
                        codec.encode(Map.of("kind", "Other", "id", 1.5, "$ref", List.of("")))
                                .bytes(),
                        "login")));
        assertThatExceptionOfType(SessionCodecException.class)
                .isThrownBy(() -> codec.decode(Encoded.of(codec.encode("no url").bytes(), "url")));
        assertThatExceptionOfType(SessionCodecException.class)
                .isThrownBy(() -> codec.decode(Encoded.of(codec.encode(5).bytes(), "url")));
    }

    @ParameterizedTest
    @MethodSource("codecs")
    void an_adapter_that_gives_no_plain_json_refuses(ClassShapesTest.Codec which) {
        for (Object given : new Object[] {Thread.currentThread(), new Object[0], Double.NaN, Map.of(5, 5)}) {
            SessionCodec codec = which.with()
                    .apply(AllowedTypes.NONE.and(
                            ValueAdapter.of("login", Login.class, login -> given, plain -> new TokenLogin(""))));

            assertThatExceptionOfType(SessionCodecException.class)
                    .isThrownBy(() -> codec.encode(List.of(new PasswordLogin("ada"))))
                    .withMessageContaining("at [0] is not converted to plain JSON by its adapter");
        }
    }

    @Test
    void an_adapter_has_a_name_and_a_class_of_its_own() {
        for (Class<?> own :
                List.of(Object.class, String.class, int.class, Collection.class, Map.class, ArrayList.class)) {
            AllowedTypes allowed = AllowedTypes.NONE.and(ValueAdapter.of("own", own, each -> "", each -> null));

            assertThatExceptionOfType(ConfigurationException.class)
                    .isThrownBy(() -> JsonSessionCodec.create(Encoding.JSON_TEXT, allowed))
                    .withMessageContaining("'own' cannot be used for " + own.getName());
        }
        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() -> JsonSessionCodec.create(
                        Encoding.JSON_TEXT,
                        AllowedTypes.NONE.and(
                                ValueAdapter.of("map", Login.class, each -> "", each -> new TokenLogin("")))))
                .withMessageContaining("'map' is reserved");
        assertThatExceptionOfType(IllegalArgumentException.class).isThrownBy(() -> ALLOWED.and(URLS));
        assertThatExceptionOfType(IllegalArgumentException.class).isThrownBy(() -> ALLOWED.and("url", Holder.class));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "graph"})
    void an_attribute_called_transient_lives_in_its_request_alone(String codec) {
        SessionEngine.Builder builder = SessionEngine.builder(new MemorySessionStore())
                .transients((name, value) -> name.startsWith("tmp.") || value instanceof Thread);
        try (SessionEngine engine =
                codec.isEmpty() ? builder.build() : builder.codec(codec).build()) {
            Session session = engine.create();
            session.put("worker", "stored");
            engine.flush(session);
            Object unstorable = new Object();

            session.put("tmp.a", unstorable);
            session.put("tmp.b", "text");
            session.put("worker", Thread.currentThread());
            session.put("kept", 5);

            assertThat(session.get("tmp.a")).isSameAs(unstorable);
            assertThat(session.get("tmp.b", String.class)).isEqualTo("text");
            assertThat(session.get("tmp.b", Integer.class)).isNull();
            assertThat(session.contains("tmp.a")).isTrue();
            assertThat(session.names()).containsExactlyInAnyOrder("tmp.a", "tmp.b", "worker", "kept");
            engine.flush(session);
            assertThat(session.get("worker")).isSameAs(Thread.currentThread());
            Session other = engine.retrieve(session.id()).orElseThrow();
            assertThat(other.names()).containsExactly("kept");

            session.put("worker", "stored again");
            session.remove("tmp.a");
            engine.flush(session);
            assertThat(session.names()).containsExactlyInAnyOrder("tmp.b", "worker", "kept");
            session.clear();
            assertThat(session.names()).isEmpty();
            assertThat(engine.retrieve(session.id()).orElseThrow().get("worker"))
                    .isEqualTo("stored again");
        }
    }

    /** A class of a library's, which names nothing. */
    static final class Point {
        private final int x;
        private final int y;

        private Point(int one, int other) {
            this.x = one;
            this.y = other;
        }

        static Point of(int x, int y) {
            return new Point(x, y);
        }
    }

    private static final class PointMixIn {
        @JsonCreator
        static Point of(@JsonProperty("x") int x, @JsonProperty("y") int y) {
            throw new AssertionError("says only how");
        }
    }

    private static final JacksonExtension POINTS = new JacksonExtension() {
        @Override
        public Map<Class<?>, Class<?>> mixIns() {
            return Map.of(Point.class, PointMixIn.class);
        }
    };

    @Test
    void a_mix_in_says_how_a_class_of_a_library_is_made() {
        AllowedTypes allowed = AllowedTypes.of(Point.class);
        List<SessionCodec> codecs = List.of(
                JsonSessionCodec.create(Encoding.JSON_TEXT, allowed, POINTS),
                GraphSessionCodec.create(Encoding.JSON_GRAPH, allowed, POINTS),
                BsonSessionCodec.create(allowed, POINTS));

        for (SessionCodec codec : codecs) {
            assertThat(codec.decode(codec.encode(Point.of(3, 4))))
                    .usingRecursiveComparison()
                    .isEqualTo(Point.of(3, 4));
        }
        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() -> JsonSessionCodec.create(Encoding.JSON_TEXT, allowed))
                .withMessageContaining("Point has no constructor");
    }
}
