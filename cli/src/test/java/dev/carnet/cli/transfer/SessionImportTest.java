package dev.carnet.cli.transfer;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.carnet.SessionDirectory;
import dev.carnet.cli.command.OpenStore;
import dev.carnet.cli.terminal.FixedScreen;
import dev.carnet.cli.terminal.Interruption;
import dev.carnet.cli.terminal.Progress;
import dev.carnet.cli.terminal.Shell;
import dev.carnet.error.SessionDataException;
import dev.carnet.error.SessionStoreException;
import dev.carnet.error.UnconfirmedWriteException;
import dev.carnet.fallback.Arrival;
import dev.carnet.fallback.ValueTransfer;
import dev.carnet.memory.MemorySessionStore;
import dev.carnet.options.AllowedTypes;
import dev.carnet.options.SessionOptions;
import dev.carnet.spi.Attributes;
import dev.carnet.spi.Encoded;
import dev.carnet.spi.Encoding;
import dev.carnet.spi.SessionHeader;
import dev.carnet.spi.SessionKey;
import dev.carnet.spi.SessionPage;
import dev.carnet.spi.SessionQuery;
import dev.carnet.spi.SessionRecord;
import dev.carnet.spi.decorate.ForwardingSessionStore;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** New sessions of a file are stored together, and what is told of each is as if they came one by one. */
class SessionImportTest {
    private static final Instant NOW = Instant.parse("2026-11-30T08:00:00Z");
    private static final int BATCH = 500;
    private static final ExportHeader HEADER = new ExportHeader("a.yml", "JDBC", Encoding.JSON_TEXT, null, true);

    @TempDir
    private Path directory;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private final TrickyStore store = new TrickyStore();

    /** For the handles. */
    private long memory = Long.MAX_VALUE;

    /** Counts commands, and fails as a test wants. */
    private static final class TrickyStore extends ForwardingSessionStore {
        private final List<Integer> batches = new ArrayList<>();
        private final Set<String> unkeepable = new HashSet<>();
        private final Set<String> garbled = new HashSet<>();
        private int single;

        /** How many more sessions are created before the process is killed. */
        private int life = Integer.MAX_VALUE;

        private @Nullable SessionStoreException lost;

        /** How long it takes to find a handle. */
        private Duration perHandle = Duration.ZERO;

        private Duration spent = Duration.ZERO;
        private int handles;
        private int scans;

        TrickyStore() {
            super(new MemorySessionStore());
        }

        @Override
        public boolean create(SessionRecord session) {
            single++;
            return created(session);
        }

        @Override
        public Optional<SessionRecord> findByHandle(String handle) {
            handles++;
            spent = spent.plus(perHandle);
            return super.findByHandle(handle);
        }

        @Override
        public SessionPage scan(SessionQuery query, @Nullable String cursor, int limit) {
            scans++;
            return super.scan(query, cursor, limit);
        }

        private boolean created(SessionRecord session) {
            if (life-- <= 0) {
                throw new Killed();
            }
            if (unkeepable.contains(session.header().handle())) {
                throw new SessionDataException("a column is too small");
            }
            return super.create(
                    garbled.contains(session.header().handle())
                            ? new SessionRecord(session.header(), Attributes.NONE)
                            : session);
        }

        @Override
        public Set<SessionKey> createAll(Collection<SessionRecord> sessions) {
            batches.add(sessions.size());
            Set<SessionKey> created = new HashSet<>();
            for (SessionRecord each : sessions) {
                if (created(each)) {
                    created.add(each.header().key());
                }
            }
            if (lost != null) {
                throw lost;
            }
            return created;
        }
    }

    /** As if by kill -9: nothing that handles failures sees it. */
    private static final class Killed extends Error {
        private static final long serialVersionUID = 1L;
    }

    private static SessionRecord session(int number, long version) {
        Attributes attributes =
                new Attributes(Map.of("n", Encoded.of(Integer.toString(number).getBytes(UTF_8), null)));
        SessionHeader header = new SessionHeader(
                key(number),
                true,
                handle(number),
                version,
                NOW,
                NOW,
                null,
                null,
                SessionHeader.NEVER,
                null,
                attributes.size());
        return new SessionRecord(header, attributes);
    }

    private static SessionKey key(int number) {
        return new SessionKey("k" + number);
    }

    private static String handle(int number) {
        return String.format(Locale.ROOT, "s.%022d", number);
    }

    private static List<String> lines(int sessions) {
        return IntStream.rangeClosed(1, sessions)
                .mapToObj(each -> line(session(each, 7)))
                .toList();
    }

    private static String line(SessionRecord session) {
        return new SessionLine(session, Map.of()).text(true);
    }

    /** A file of these lines, which begins as every file and has its end. */
    private Path file(List<String> sessions) throws IOException {
        List<String> all = new ArrayList<>(List.of(HEADER.line()));
        all.addAll(sessions);
        all.add(LineSum.add("{\"done\":" + sessions.size() + ",\"next\":null}"));
        return Files.write(directory.resolve("out.ndjson"), all);
    }

    private ImportReport run(Path file, boolean replaces) throws IOException {
        SessionOptions options = SessionOptions.DEFAULTS;
        InstantSource clock = InstantSource.fixed(NOW);
        OpenStore open = new OpenStore(store, SessionDirectory.over(store, options, clock), options);
        Shell shell = new Shell(
                directory,
                Map.of(),
                new BufferedReader(new StringReader("")),
                new PrintWriter(out, true),
                new PrintWriter(err, true),
                FixedScreen.NONE,
                clock);
        ImportReport report = new ImportReport(shell, false);
        try (Interruption interruption = Interruption.onExit();
                BufferedReader lines = Files.newBufferedReader(file);
                Progress progress = Progress.of(shell, "Importing", () -> 0)) {
            String first = lines.readLine();
            ValueTransfer transfer = ValueTransfer.between(HEADER.traits(), store.traits(), "", AllowedTypes.NONE);
            Arrival arrival = new Arrival(HEADER.traits(), store, transfer);
            StoredHandles handles = new StoredHandles(store, () -> store.spent.toNanos(), memory);
            SessionImport sessions = new SessionImport(open, HEADER, arrival, handles, replaces, false);
            new ImportRun(sessions, lines, new ImportPosition(file, first, "b.yml"), report, progress, interruption)
                    .run();
        }
        report.print(false);
        return report;
    }

    private long stored() {
        return store.count(SessionQuery.ALL);
    }

    @Test
    void new_sessions_are_created_in_batches() throws IOException {
        ImportReport report = run(file(lines(2 * BATCH + 7)), false);

        assertThat(report.isAll()).isTrue();
        assertThat(report.stored()).isEqualTo(2 * BATCH + 7);
        assertThat(stored()).isEqualTo(2 * BATCH + 7);
        assertThat(store.single).isZero();
        assertThat(store.batches).hasSize(3);
    }

    @Test
    void killed_within_a_batch_it_goes_on_and_each_session_is_stored_and_counted_once() throws IOException {
        Path file = file(lines(2 * BATCH));
        store.life = BATCH + 100;
        assertThatThrownBy(() -> run(file, false)).isInstanceOf(Killed.class);
        assertThat(stored()).isEqualTo(BATCH + 100);
        store.life = Integer.MAX_VALUE;

        ImportReport report = run(file, false);

        assertThat(report.isAll()).isTrue();
        assertThat(stored()).isEqualTo(2 * BATCH);
        assertThat(out.toString().lines())
                .containsExactly(
                        "400 sessions stored",
                        "101 are already stored as in the file",
                        "499 were done in an earlier run"); // the file's first line is no session
    }

    @Test
    void what_an_import_had_not_read_back_when_it_was_killed_is_compared_by_the_next_one() throws IOException {
        Path file = file(lines(BATCH + 10));
        store.garbled.add(handle(3));
        store.life = 100;
        assertThatThrownBy(() -> run(file, false)).isInstanceOf(Killed.class);
        store.life = Integer.MAX_VALUE;
        store.garbled.clear();

        ImportReport report = run(file, false);

        assertThat(report.isAll()).isTrue();
        assertThat(out.toString().lines())
                .containsExactly(BATCH - 89 + " sessions stored", "99 are already stored as in the file");
        assertThat(store.find(key(3)).orElseThrow().attributes())
                .isEqualTo(session(3, 7).attributes());
        assertThat(directory.resolve("out.ndjson.position")).doesNotExist();
    }

    @Test
    void a_conflict_within_a_batch_is_told_by_its_line_and_holds_up_no_other() throws IOException {
        store.create(session(3, 8));

        ImportReport report = run(file(lines(5)), false);

        assertThat(report.stored()).isEqualTo(4);
        assertThat(err.toString())
                .contains("line 4: the session the handle " + handle(3) + " already exists with different content");
        assertThat(store.find(key(3)).orElseThrow().header().version()).isEqualTo(8);
        assertThat(store.batches).containsExactly(4);
    }

    @Test
    void a_conflict_within_a_batch_is_replaced_if_that_is_asked_for() throws IOException {
        store.create(session(3, 8));

        ImportReport report = run(file(lines(5)), true);

        assertThat(report.isAll()).isTrue();
        assertThat(out.toString().lines()).containsExactly("4 sessions stored", "1 replaced a stored session");
        assertThat(store.find(key(3)).orElseThrow().header().version()).isEqualTo(7);
    }

    @Test
    void a_session_that_stands_twice_in_a_batch_is_stored_once() throws IOException {
        List<String> lines = new ArrayList<>(lines(3));
        lines.add(lines.get(0));
        lines.add(line(session(2, 9)));

        ImportReport report = run(file(lines), false);

        assertThat(out.toString().lines())
                .containsExactly("3 sessions stored", "1 are already stored as in the file", "1 not stored, see above");
        assertThat(err.toString())
                .contains("line 6: the session the handle " + handle(2) + " already exists with different");
        assertThat(report.isAll()).isFalse();
    }

    @Test
    void one_that_the_store_cannot_keep_is_told_and_the_others_of_its_batch_are_stored() throws IOException {
        store.unkeepable.add(handle(3));

        ImportReport report = run(file(lines(5)), false);

        assertThat(report.stored()).isEqualTo(4);
        assertThat(stored()).isEqualTo(4);
        assertThat(err.toString())
                .isEqualTo("carnet: line 4: the session the handle " + handle(3)
                        + " cannot be kept: a column is too small\n");
    }

    @Test
    void a_batch_that_fails_after_it_was_stored_counts_as_stored() throws IOException {
        store.lost = new SessionStoreException("the answer was lost", null);

        ImportReport report = run(file(lines(5)), false);

        assertThat(report.stored()).isEqualTo(5);
        assertThat(store.single).isZero();
    }

    @Test
    void a_batch_that_is_not_confirmed_ends_the_import() throws IOException {
        Path file = file(lines(5));
        store.lost = new UnconfirmedWriteException("no replica has it", null);

        assertThatThrownBy(() -> run(file, false)).isSameAs(store.lost);
        assertThat(err.toString()).isEmpty();
    }

    @Test
    void what_is_damaged_and_what_is_refused_is_told_in_the_files_order() throws IOException {
        store.create(session(1, 8));
        store.create(session(3, 8));
        List<String> lines = new ArrayList<>(lines(4));
        lines.set(1, "{\"cut");

        run(file(lines), false);

        assertThat(err.toString().lines())
                .extracting(each -> each.replaceAll("(line \\d+).*", "$1"))
                .startsWith("carnet: line 2", "carnet: line 3", "carnet: line 4");
    }

    @Test
    void where_handles_are_found_fast_each_is_looked_up() throws IOException {
        run(file(lines(2 * BATCH)), false);

        assertThat(store.handles).isEqualTo(2 * BATCH);
        assertThat(store.scans).isZero();
    }

    /** As in a store without an index of handles, which reads everything for each. */
    @Test
    void where_handles_are_found_slowly_the_store_is_read_once() throws IOException {
        store.perHandle = StoredHandles.PATIENCE.dividedBy(2);

        ImportReport report = run(file(lines(2 * BATCH)), false);

        assertThat(report.stored()).isEqualTo(2 * BATCH);
        assertThat(store.handles).isEqualTo(2);
        assertThat(store.scans).isOne();
    }

    @Test
    void an_index_of_handles_is_asked_for_each_however_many_there_are() throws IOException {
        store.perHandle = StoredHandles.SLOW;

        run(file(lines(3 * BATCH)), false);

        assertThat(store.spent).isGreaterThan(StoredHandles.PATIENCE);
        assertThat(store.handles).isEqualTo(3 * BATCH);
        assertThat(store.scans).isZero();
    }

    @Test
    void a_session_whose_id_has_changed_is_found_after_the_store_was_read() throws IOException {
        store.perHandle = StoredHandles.PATIENCE;
        SessionRecord moved = session(BATCH + 9, 8);
        store.create(new SessionRecord(moved.header().withKey(new SessionKey("other")), moved.attributes()));

        run(file(lines(2 * BATCH)), false);

        assertThat(err.toString())
                .contains("line " + (BATCH + 10) + ": the session the handle " + handle(BATCH + 9)
                        + " already exists with different content");
        assertThat(stored()).isEqualTo(2 * BATCH);
        assertThat(store.handles).isEqualTo(2);
    }

    @Test
    void so_is_one_that_this_import_has_stored() throws IOException {
        store.perHandle = StoredHandles.PATIENCE;
        List<String> lines = new ArrayList<>(lines(BATCH + 9));
        SessionRecord again = session(9, 7);
        lines.add(line(new SessionRecord(again.header().withKey(new SessionKey("other")), again.attributes())));

        run(file(lines), false);

        assertThat(err.toString()).contains("line " + (BATCH + 11) + ": the session the handle " + handle(9));
        assertThat(stored()).isEqualTo(BATCH + 9);
    }

    @Test
    void where_the_handles_take_too_much_memory_each_is_looked_up() throws IOException {
        store.perHandle = StoredHandles.PATIENCE;
        memory = 1024;

        ImportReport report = run(file(lines(3 * BATCH)), false);

        assertThat(report.stored()).isEqualTo(3 * BATCH);
        assertThat(store.handles).isBetween(2 * BATCH / 3, 3 * BATCH);
        assertThat(store.scans).isOne();
    }
}
