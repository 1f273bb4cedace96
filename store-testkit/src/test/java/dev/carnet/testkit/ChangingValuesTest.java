package dev.carnet.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.carnet.Session;
import dev.carnet.SessionEngine;
import dev.carnet.error.ChangingValueException;
import dev.carnet.memory.MemorySessionStore;
import dev.carnet.options.AllowedTypes;
import dev.carnet.spi.codec.SessionCodec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.ConcurrentModificationException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Hashtable;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedList;
import java.util.List;
import java.util.Map;
import java.util.Stack;
import java.util.TreeMap;
import java.util.Vector;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Values that other threads change while they are stored. */
@Timeout(60)
@SuppressWarnings("JdkObsolete") // sessions hold the old collections too
class ChangingValuesTest {
    private static final AllowedTypes ALLOWED = AllowedTypes.of(Meddler.class, Restless.class);

    static List<ClassShapesTest.Codec> codecs() {
        return ClassShapesTest.codecs();
    }

    /** Lets another thread do something while it is written. */
    static final class Meddler {
        private static volatile @Nullable Runnable meddling;
        private final String name;

        @JsonCreator
        Meddler(String name) {
            this.name = name;
        }

        @JsonValue
        String name() {
            Runnable once = meddling;
            meddling = null;
            if (once != null) {
                inAnotherThread(once);
            }
            return name;
        }

        private static void inAnotherThread(Runnable work) {
            CompletableFuture.runAsync(work, task -> new Thread(task).start()).join();
        }
    }

    static Stream<Arguments> collectionsOnEveryCodec() {
        List<Function<List<Object>, Collection<Object>>> makers =
                List.of(ArrayList::new, LinkedList::new, HashSet::new, Vector::new, elements -> {
                    Collection<Object> stack = new Stack<>();
                    stack.addAll(elements);
                    return stack;
                });
        return codecs().stream().flatMap(codec -> makers.stream().map(maker -> Arguments.of(codec, maker)));
    }

    @ParameterizedTest
    @MethodSource("collectionsOnEveryCodec")
    void a_collection_that_grows_while_it_is_written_is_stored_as_it_was(
            ClassShapesTest.Codec which, Function<List<Object>, Collection<Object>> maker) {
        SessionCodec codec = which.with().apply(ALLOWED);
        Collection<Object> collection = maker.apply(List.of(new Meddler("a"), new Meddler("b"), new Meddler("c")));
        Meddler.meddling = () -> collection.add("d");

        Object back = codec.decode(codec.encode(collection));

        assertThat((Collection<?>) back).hasSize(3);
        assertThat(collection).hasSize(4);
    }

    @ParameterizedTest
    @MethodSource("codecs")
    void a_map_that_grows_while_it_is_written_is_stored_as_it_was(ClassShapesTest.Codec which) {
        SessionCodec codec = which.with().apply(ALLOWED);
        for (Map<String, Object> map : List.<Map<String, Object>>of(
                new HashMap<>(), new LinkedHashMap<>(), new TreeMap<>(), new Hashtable<>())) {
            map.put("a", new Meddler("a"));
            map.put("b", new Meddler("b"));
            Meddler.meddling = () -> map.put("c", "d");

            Object back = codec.decode(codec.encode(map));

            assertThat((Map<?, ?>) back).hasSize(2);
            assertThat(map).hasSize(3);
        }
    }

    static Stream<Arguments> lockedOnEveryCodec() {
        List<Object> locked = List.of(
                new Vector<>(List.of("a")),
                Collections.synchronizedList(new ArrayList<>(List.of("a"))),
                Collections.synchronizedCollection(new ArrayList<>(List.of("a"))),
                Collections.synchronizedSet(new HashSet<>(List.of("a"))),
                new Hashtable<>(Map.of("a", "a")),
                Collections.synchronizedMap(new HashMap<>(Map.of("a", "a"))));
        return codecs().stream().flatMap(codec -> locked.stream().map(each -> Arguments.of(codec, each)));
    }

    /** One thread moves an element under the lock; nobody must see the moment at which it is nowhere. */
    @ParameterizedTest
    @MethodSource("lockedOnEveryCodec")
    void a_collection_with_a_lock_is_looked_at_under_it(ClassShapesTest.Codec which, Object locked) {
        SessionCodec codec = which.with().apply(ALLOWED);
        CompletableFuture<Object> stored = new CompletableFuture<>();
        Thread storing =
                new Thread(() -> stored.completeAsync(() -> codec.decode(codec.encode(locked)), Runnable::run));

        synchronized (locked) {
            take(locked);
            storing.start();
            while (storing.getState() != Thread.State.BLOCKED && !stored.isDone()) {
                Thread.onSpinWait();
            }
            assertThat(stored).isNotDone();
            give(locked);
        }

        Object back = stored.join();
        assertThat(back instanceof Map<?, ?> map ? map.values() : (Collection<?>) back)
                .singleElement()
                .isEqualTo("b");
        take(locked);
        giveBack(locked);
    }

    private static void take(Object locked) {
        if (locked instanceof Map<?, ?> map) {
            map.clear();
        } else {
            ((Collection<?>) locked).clear();
        }
    }

    private static void give(Object locked) {
        add(locked, "b");
    }

    private static void giveBack(Object locked) {
        add(locked, "a");
    }

    @SuppressWarnings("unchecked") // made above
    private static void add(Object locked, String element) {
        if (locked instanceof Map<?, ?>) {
            ((Map<String, String>) locked).put(element, element);
        } else {
            ((Collection<String>) locked).add(element);
        }
    }

    /** As if another thread changed it whenever somebody goes through it. */
    static final class Restless extends ArrayList<String> {
        private static final long serialVersionUID = 1L;

        private transient int changes;

        @Override
        public Iterator<String> iterator() {
            if (changes > 0) {
                changes--;
                throw new ConcurrentModificationException();
            }
            return super.iterator();
        }
    }

    private static Restless restless(String... elements) {
        Restless restless = new Restless();
        restless.addAll(Arrays.asList(elements));
        return restless;
    }

    @ParameterizedTest
    @MethodSource("codecs")
    void what_is_changed_a_few_times_is_looked_at_again(ClassShapesTest.Codec which) {
        SessionCodec codec = which.with().apply(ALLOWED);
        Restless restless = restless("a", "b");
        restless.changes = 5;

        assertThat(codec.decode(codec.encode(restless))).isEqualTo(List.of("a", "b"));
    }

    @ParameterizedTest
    @MethodSource("codecs")
    void what_is_changed_all_the_time_is_told_by_a_failure_of_its_own(ClassShapesTest.Codec which) {
        SessionCodec codec = which.with().apply(ALLOWED);
        Restless restless = restless("a");
        restless.changes = Integer.MAX_VALUE;

        assertThatExceptionOfType(ChangingValueException.class)
                .isThrownBy(() -> codec.encode(new HashMap<>(Map.of("list", restless))))
                .withMessageContaining("at list was changed by another thread");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "graph"})
    void a_request_goes_on_and_the_store_holds_what_it_held(String codec) {
        RecordedEvents events = new RecordedEvents();
        try (SessionEngine engine = engine(codec, events)) {
            Session session = engine.create();
            Restless restless = restless("a");
            session.put("list", restless);
            engine.flush(session);
            events.take();

            restless.changes = Integer.MAX_VALUE;
            restless.add("b");
            session.put("other", "stored");
            Restless another = restless("c");
            another.changes = Integer.MAX_VALUE;
            session.put("new", another);
            engine.flush(session);

            assertThat(events.take()).contains("attributeNotStored list", "attributeNotStored new");
            restless.changes = 0;
            another.changes = 0;
            Session meanwhile = engine.retrieve(session.id()).orElseThrow();
            assertThat(meanwhile.get("list")).isEqualTo(List.of("a"));
            assertThat(meanwhile.get("other")).isEqualTo("stored");
            assertThat(meanwhile.contains("new")).isFalse();

            engine.flush(session);

            Session afterwards = engine.retrieve(session.id()).orElseThrow();
            assertThat(afterwards.get("list")).isEqualTo(List.of("a", "b"));
            assertThat(afterwards.get("new")).isEqualTo(List.of("c"));
        }
    }

    private static SessionEngine engine(String codec, RecordedEvents events) {
        SessionEngine.Builder builder =
                SessionEngine.builder(new MemorySessionStore()).allow(ALLOWED).listener(events);
        return codec.isEmpty() ? builder.build() : builder.codec(codec).build();
    }

    @Test
    void a_list_and_a_map_that_another_thread_fills_fail_no_flush() throws InterruptedException {
        try (SessionEngine engine = engine("", new RecordedEvents())) {
            Session session = engine.create();
            List<Object> list = new ArrayList<>();
            Map<String, Object> map = new HashMap<>();
            session.put("list", list);
            session.put("map", map);
            AtomicBoolean isOver = new AtomicBoolean();
            Thread filling = new Thread(() -> {
                for (int i = 0; !isOver.get() && i < 20_000; i++) {
                    list.add(i);
                    map.put("n" + i % 500, i);
                    if (i % 500 == 0) {
                        map.clear();
                    }
                    Thread.onSpinWait();
                }
            });
            filling.start();
            for (int i = 0; i < 50; i++) {
                engine.flush(session);
            }
            isOver.set(true);
            filling.join();
            engine.flush(session);

            Session again = engine.retrieve(session.id()).orElseThrow();
            assertThat(again.get("list")).isEqualTo(list);
            assertThat(again.get("map")).isEqualTo(map);
        }
    }
}
