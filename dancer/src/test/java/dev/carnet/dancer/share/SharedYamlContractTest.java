package dev.carnet.dancer.share;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.carnet.Session;
import dev.carnet.SessionEngine;
import dev.carnet.SessionId;
import dev.carnet.dancer.perl.JsonPerl;
import dev.carnet.dancer.perl.PerlValue;
import dev.carnet.dancer.yaml.PerlYaml;
import dev.carnet.spi.Encoding;
import dev.carnet.spi.SessionKey;
import dev.carnet.spi.SessionStore;
import dev.carnet.spi.StoreTraits;
import dev.carnet.testkit.SessionStoreContract;
import dev.carnet.testkit.StorePlace;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files of Dancer 1's YAML engine, shared. */
class SharedYamlContractTest extends SessionStoreContract {
    private static final String CLASS_NAME = "Dancer::Session::YAML";

    @TempDir
    Path directory;

    private record FilesPlace(Path folder) implements StorePlace {
        @Override
        public SessionStore open() {
            return new SharedSessionStore(
                    new StoreTraits("YAML", Encoding.JSON_TEXT, false, false, true, true, 64 << 20),
                    new FileRecords(folder),
                    new PerlFormat(PerlSerializer.YAML, CLASS_NAME, true),
                    null,
                    InstantSource.system());
        }

        private Path file(String name) {
            return folder.resolve(name + ".yml");
        }

        @Override
        public Optional<String> read(SessionKey key) {
            try {
                Path file = file(key.value());
                return Files.exists(file) ? Optional.of(key.value() + Files.readString(file)) : Optional.empty();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private boolean write(String name, byte[] content) {
            try {
                Files.write(file(name), content);
                return true;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public boolean plant(SessionKey key, String json) {
            PerlValue session = JsonPerl.read(json).target();
            session.bless(CLASS_NAME);
            return write(key.value(), PerlYaml.of(session).write());
        }

        @Override
        public boolean spoil(SessionKey key) {
            return write(key.value(), "no: [YAML\n".getBytes(StandardCharsets.UTF_8));
        }

        @Override
        public Litter litter() {
            write("x".repeat(129), new byte[0]);
            write("odd", "no: [YAML\n".getBytes(StandardCharsets.UTF_8));
            return new Litter(2, 2);
        }

        @Override
        public boolean claimsSweeps() {
            return true;
        }

        @Override
        public boolean refuseClaims() {
            try {
                Files.createDirectory(folder.resolve(".carnet.sweeper"));
                return true;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public void close() {}
    }

    @Override
    protected StorePlace newPlace() {
        return new FilesPlace(directory);
    }

    /** YAML knows no types of scalars: what looks like a number is one, whoever wrote it. */
    @Test
    @Override
    public void a_foreign_record_is_read_and_adopted() {
        SessionKey key = new SessionKey("1234567890123456789");
        bench().place().plant(key, "{\"user\": \"b\\u00f6b\", \"n\": 2, \"list\": [1,\"two\",null], \"t\": \"1\"}");
        SessionEngine engine = bench().engine(options -> options.hashIds(false));

        Session session = engine.retrieve(SessionId.of(key.value())).orElseThrow();
        assertThat(session.get("user")).isEqualTo("böb");
        assertThat(session.get("list")).isEqualTo(Arrays.asList(1, "two", null));
        assertThat(session.get("t")).isEqualTo(1);
        engine.flush(session);
        assertThat(engine.sessions().stored(session).orElseThrow().header().isForeign())
                .isFalse();
    }

    /** What is nested so deeply is refused when it is written. */
    @Test
    @Override
    public void deep_nesting_in_a_stored_value_spoils_no_other() {
        String deep = "[".repeat(20_000) + "]".repeat(20_000);

        assertThatThrownBy(() -> JsonPerl.read(deep)).hasMessageContaining("nested too deep");
    }
}
