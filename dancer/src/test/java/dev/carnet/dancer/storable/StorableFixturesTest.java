package dev.carnet.dancer.storable;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.carnet.dancer.Fixtures;
import dev.carnet.dancer.perl.JsonPerl;
import dev.carnet.dancer.perl.PerlHash;
import dev.carnet.dancer.perl.PerlJson;
import dev.carnet.dancer.perl.PerlReference;
import dev.carnet.dancer.perl.PerlScalar;
import dev.carnet.dancer.perl.PerlValue;
import java.nio.ByteOrder;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the original engines have stored is read to its values, and written again byte for byte. */
class StorableFixturesTest {
    @ParameterizedTest
    @CsvSource({"redis-storable.bin, false, r-full-1", "redis-storable-utf8-doubled.bin, true, r-oldredis-1"})
    void every_value_is_read(String file, boolean doubled, String id) throws Exception {
        Storable read = Storable.read(Fixtures.bytes(file));

        assertThat(read.doubled()).isEqualTo(doubled);
        assertThat(read.order()).isEqualTo(StorableOrder.NATIVE);
        assertThat(read.root().className()).isEqualTo("Dancer::Session::Redis");
        Map<String, String> values = json((PerlHash) read.root());
        assertThat(values.remove("id")).isEqualTo("\"" + id + "\"");
        values.remove("nested");
        values.putAll(json((PerlHash)
                ((PerlHash) read.root()).slots().get("nested").value().target()));
        assertThat(values).containsExactlyInAnyOrderEntriesOf(Fixtures.values());
    }

    @Test
    void network_order_is_read() throws Exception {
        Storable read = Storable.read(Fixtures.bytes("storable-network-order.bin"));

        assertThat(read.order()).isEqualTo(StorableOrder.NETWORK);
        assertThat(json((PerlHash) read.root()))
                .containsExactlyInAnyOrderEntriesOf(Map.of(
                        "s", "\"x\"",
                        "u", "\"\\u2603\"",
                        "int", "42",
                        "n", "null",
                        "f", "\"3.25\"",
                        "id", "\"net\"",
                        "a", "[1,-200,70000]",
                        "big", "\"9007199254740993\""));
    }

    @Test
    void what_two_keys_share_is_one_value() throws Exception {
        PerlHash root = (PerlHash) Storable.read(Fixtures.bytes("redis-storable-shared-reference.bin"))
                .root();

        assertThat(root.slots().get("a").value().target())
                .isSameAs(root.slots().get("b").value().target());
        assertThat(json(root)).containsExactlyInAnyOrderEntriesOf(Map.of("a", "[1]", "b", "[1]", "id", "\"r-shared\""));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "redis-storable.bin",
                "redis-storable-shared-reference.bin",
                "redis-storable-utf8-doubled.bin",
                "storable-network-order.bin"
            })
    void what_was_read_is_written_byte_for_byte(String file) throws Exception {
        byte[] stored = Fixtures.bytes(file);

        assertThat(Storable.read(stored).write()).isEqualTo(stored);
    }

    /** As in the fixture of network order, whose values come from JSON here. */
    @Test
    void what_was_made_here_is_written_as_perl_writes_it() {
        PerlHash root = new PerlHash();
        root.bless("Dancer::Session::Redis");
        root.put("s", PerlScalar.of("x"))
                .put("u", PerlScalar.of("\u2603"))
                .put("int", JsonPerl.read("42"))
                .put("n", JsonPerl.read("null"))
                .put("f", JsonPerl.read("3.25"))
                .put("id", JsonPerl.read("\"net\""))
                .put("a", JsonPerl.read("[1, -200, 70000]"))
                .put("big", JsonPerl.read("9007199254740993"));

        assertThat(new Storable(root, StorableOrder.NETWORK, false).write())
                .isEqualTo(Fixtures.bytes("storable-network-order.bin"));
    }

    /** Written by hand from the format's description: no such machine is at hand. */
    @ParameterizedTest
    @CsvSource({
        // 32 bits, little-endian
        "040b 04 31323334 04040408 03 01000000 06 40e20100 01000000 6e, 123456",
        // 32 bits, integers of 64
        "040b 08 3132333435363738 04040408 03 01000000 06 40e2010000000000 01000000 6e, 123456",
        // 32 bits, big-endian
        "040b 04 34333231 04040408 03 00000001 06 0001e240 00000001 6e, 123456",
        // 64 bits, big-endian
        "040b 08 3837363534333231 04080808 03 00000001 06 000000000001e240 00000001 6e, 123456",
        "040b 08 3837363534333231 04080808 03 00000001 07 400a000000000000 00000001 6e, 3.25",
        // before doubles had their size in the header
        "0401 08 3132333435363738 040808 03 01000000 08 82 01000000 6e, 2"
    })
    void other_machines_values_are_read_and_written(String hex, String json) throws Exception {
        byte[] stored = HexFormat.of().parseHex(hex.replace(" ", ""));
        Storable read = Storable.read(stored);

        assertThat(json((PerlHash) read.root())).containsExactly(Map.entry("n", json));
        assertThat(read.write()).isEqualTo(stored);
    }

    @Test
    void what_follows_a_header_of_another_machine_is_written_for_that() {
        PerlHash root = new PerlHash().put("n", PerlScalar.of(1L << 40));
        StorableOrder order = new StorableOrder(false, 11, ByteOrder.BIG_ENDIAN, 4, 4, 4, false);

        assertThat(HexFormat.of().formatHex(new Storable(root, order, false).write()))
                .isEqualTo("040b0434333231040404080300000001" + "0a0d" + "31303939353131363237373736" + "000000016e");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "''|ends too early",
                "02|format version 2",
                "7b7d|format version 2",
                "040b08|ends too early",
                "040b0831323334353637ff04080808|byte order",
                "040b08313233343536373808080808|unusual size",
                "050b05 05|there is more after",
                "050b03ffffffff|more content than it has bytes",
                "050b0200ffffff|more content than it has bytes",
                "050b0000000001|does not have",
                "050b1200|does not name",
                "050b4d|unknown kind",
                "050b1701ff|is not"
            })
    void what_cannot_be_read_is_refused(String hex, String problem) {
        assertThatThrownBy(() -> Storable.read(HexFormat.of().parseHex(hex.replace(" ", ""))))
                .isInstanceOf(StorableException.class)
                .hasMessageContaining(problem);
    }

    @Test
    void depth_is_bounded() {
        byte[] deep = new byte[100_000];
        java.util.Arrays.fill(deep, (byte) Marks.REF);
        deep[0] = 5;
        deep[1] = 11;

        assertThatThrownBy(() -> Storable.read(deep))
                .isInstanceOf(StorableException.class)
                .hasMessageMatching(".*(1000 deep|too deep).*");
    }

    /** A text that doubles with each of 60 references to the one before would have as many characters as there are atoms. */
    @Test
    void what_is_shared_does_not_grow_without_end() {
        PerlValue value = PerlScalar.of("x".repeat(1000));
        for (int i = 0; i < 60; i++) {
            dev.carnet.dancer.perl.PerlArray twice = new dev.carnet.dancer.perl.PerlArray();
            twice.elements().add(PerlReference.of(value));
            twice.elements().add(PerlReference.of(value));
            value = twice;
        }
        PerlValue bomb = value;

        assertThatThrownBy(() -> PerlJson.write(bomb)).hasMessageContaining("characters");
    }

    private static Map<String, String> json(PerlHash hash) throws Exception {
        Map<String, String> values = new LinkedHashMap<>();
        for (Map.Entry<String, PerlHash.Slot> each : hash.slots().entrySet()) {
            values.put(each.getKey(), PerlJson.write(each.getValue().value()));
        }
        return values;
    }
}
