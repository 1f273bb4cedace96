package dev.carnet.dancer.kioku;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.carnet.dancer.Fixtures;
import dev.carnet.dancer.Perl;
import dev.carnet.dancer.perl.PerlArray;
import dev.carnet.dancer.perl.PerlHash;
import dev.carnet.dancer.perl.PerlReference;
import dev.carnet.dancer.perl.PerlValue;
import dev.carnet.dancer.storable.FrozenObject;
import dev.carnet.kiokudb.EntrySerializer;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class EntrySerializersTest {
    private static final int MUTATIONS = Boolean.getBoolean("carnet.test.full") ? 200_000 : 5_000;
    private static final EntrySerializer STORABLE = new StorableEntrySerializer();
    private static final EntrySerializer YAML = new YamlEntrySerializer();

    private static String entry(String more) {
        return "{\"__CLASS__\":\"Dancer::Session::KiokuDB\"," + more + ",\"id\":\"ID\",\"root\":true}";
    }

    static Stream<Arguments> entries() {
        return Stream.of(
                        entry("\"data\":{}"),
                        entry("\"__carnet\":{\"version\":\"1\"},\"data\":{\"n\":1}"),
                        entry(
                                "\"data\":{\"price\":3.25,\"big\":123456789012345678901234567890,\"t\":true,\"f\":false}"),
                        entry("\"__carnet\":{\"v\":\"1\"},\"data\":{\"a\":1e3,\"b\":\"\\u2028\\ufffe\",\"c\":\"\\/\"}"),
                        entry(
                                "\"data\":{\"friend\":{\"$ref\":\"ID.x.data\"},\"weak\":{\"$ref\":\"y.data\",\"weak\":1}}"),
                        entry("\"data\":{\"public::id\":\"ID\",\"public::public::x\":{\"public::$ref\":null}}"),
                        entry("\"data\":{\"null\":\"null\",\"true\":\"true\",\"n\":\"42\",\"e\":\"\",\"t\":\"~\"}"),
                        entry("\"data\":{\"p\":{\"__CLASS__\":\"My::Point\",\"data\":{\"x\":1}}}"),
                        "{\"data\":[1,\"two\",null,{\"deep\":[[],{}]}],\"id\":\"ID.x\"}",
                        "{\"__carnet\":{\"types\":\"map{born:long}\"},\"data\":{\"born\":0},\"id\":\"ID.y\"}",
                        "{\"__CLASS__\":\"My::Tie\",\"data\":{\"x\":\"\\ud83d\\ude00\"},\"id\":\"ID.z\",\"tied\":\"H\"}")
                .flatMap(json -> Stream.of(Arguments.of(STORABLE, json), Arguments.of(YAML, json)));
    }

    @ParameterizedTest
    @MethodSource("entries")
    void what_is_written_is_read_to_the_last_character(EntrySerializer serializer, String json) {
        assertThat(serializer.toJson(serializer.toBytes(json))).isEqualTo(json);
    }

    private static List<byte[]> stored(String file) {
        List<byte[]> entries = new ArrayList<>();
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + Fixtures.path(file));
                ResultSet rows = connection.createStatement().executeQuery("SELECT data FROM entries ORDER BY id")) {
            while (rows.next()) {
                entries.add(rows.getBytes(1));
            }
        } catch (SQLException e) {
            throw new AssertionError(file, e);
        }
        return entries;
    }

    static Stream<Arguments> files() {
        return Stream.of(Arguments.of(STORABLE, "kiokudb-storable.sqlite"), Arguments.of(YAML, "kiokudb-yaml.sqlite"));
    }

    @ParameterizedTest
    @MethodSource("files")
    void mutated_entries_are_read_or_refused(EntrySerializer serializer, String file) {
        List<byte[]> corpus = stored(file);
        Random random = new Random(20261130);
        int[] read = new int[1];

        Assertions.assertTimeoutPreemptively(Duration.ofMinutes(10), () -> {
            for (int i = 0; i < MUTATIONS; i++) {
                byte[] bytes = corpus.get(random.nextInt(corpus.size())).clone();
                for (int j = random.nextInt(3); j >= 0; j--) {
                    bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
                }
                try {
                    String json = serializer.toJson(bytes);
                    read[0]++;
                    serializer.toBytes(json);
                } catch (IllegalArgumentException refused) {
                    assertThat(refused).hasMessageNotContaining("odd name");
                } catch (RuntimeException | Error foreign) {
                    throw new AssertionError(HexFormat.of().formatHex(bytes), foreign);
                }
            }
        });
        assertThat(read[0]).as("mutated entries that could be read, too").isPositive();
    }

    @ParameterizedTest
    @MethodSource("files")
    void what_is_no_entry_says_so(EntrySerializer serializer, String file) {
        assertThat(stored(file)).isNotEmpty();
        assertThatThrownBy(() -> serializer.toJson("--- 1\n".getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> serializer.toJson(new byte[0])).isInstanceOf(IllegalArgumentException.class);
    }

    private static byte[] storableOfAnEntryInItself() {
        PerlHash data = new PerlHash();
        PerlArray parts = new PerlArray();
        parts.elements().add(PerlReference.of(data));
        PerlValue entry = new FrozenObject(KiokuEntry.CLASS, "ID,1,,,", List.of(parts)).toPerl();
        data.put("self", PerlReference.of(entry));
        return new StorableForm().of(PerlReference.of(entry)).write();
    }

    static Stream<Arguments> entriesInThemselves() {
        String yaml = "--- &1 !!perl/hash:KiokuDB::Entry\nclass: C\ndata:\n  self: *1\nid: ID\nroot: 1\n";
        return Stream.of(
                Arguments.of(STORABLE, storableOfAnEntryInItself()),
                Arguments.of(YAML, yaml.getBytes(StandardCharsets.UTF_8)));
    }

    /** Without going down as far as the stack allows. */
    @ParameterizedTest
    @MethodSource("entriesInThemselves")
    void an_entry_that_contains_itself_is_refused(EntrySerializer serializer, byte[] stored) {
        assertThatThrownBy(() -> serializer.toJson(stored))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("an entry contains itself");
    }

    /** Perl's own objects and code, whose classes are nowhere here. */
    @Test
    void what_only_perl_understands_comes_back_to_it() {
        Perl.assumeModules("libkiokudb-perl", "KiokuDB::Entry", "KiokuDB::Reference");
        byte[] bytes = Perl.run("""
                use Storable; no warnings 'once'; $Storable::Deparse = 1; package Self { sub STORABLE_freeze { ('inner', [1]) } }
                use KiokuDB::Entry; binmode STDOUT; my $loop = {}; $loop->{loop} = $loop;
                print Storable::nfreeze(KiokuDB::Entry->new(id => 'ID', root => 1, class => 'Dancer::Session::KiokuDB',
                    data => { id => 'ID', point => bless({x => 1}, 'My::Point'), list => bless([1], 'My::List'),
                        self => bless({}, 'Self'), code => sub { 42 }, re => qr/x+/i, loop => $loop, n => 1 }));
                """, new byte[0]);
        String json = STORABLE.toJson(bytes);

        assertThat(json)
                .contains("\"point\":{\"__CLASS__\":\"My::Point\",\"__META__\":\"blessed\",\"data\":{\"x\":1}}")
                .contains("\"self\":{\"$ref\":\".data\",\"perl\":")
                .contains("\"code\":{\"$ref\":\".data\",\"perl\":")
                .contains("\"loop\":{\"$ref\":\".data\",\"perl\":")
                .contains("\"data\":\"(?^i:x+)\"")
                .contains("\"n\":1");

        String changed = json.replace("\"n\":1", "\"n\":2");
        String seen = new String(Perl.run("""
                        use Storable; no warnings 'once'; $Storable::Eval = 1; package Self { sub STORABLE_thaw { $_[0]{thawn} = $_[2] } }
                        use KiokuDB::Entry; binmode STDIN; local $/; my $d = Storable::thaw(<STDIN>)->data;
                        print join ' ', ref $d->{point}, $d->{point}{x}, ref $d->{list}, $d->{list}[0], $d->{self}{thawn},
                            $d->{code}->(), ref $d->{re}, ("aXXb" =~ $d->{re} ? 'matches' : 'not'),
                            ($d->{loop}{loop} == $d->{loop} ? 'loop' : 'cut'), $d->{n};
                        """, STORABLE.toBytes(changed)), StandardCharsets.UTF_8);

        assertThat(seen).isEqualTo("My::Point 1 My::List 1 inner 42 Regexp matches loop 2");
    }
}
