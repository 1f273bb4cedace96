package dev.carnet.bson;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NamesTest {
    private static final String LETTERS = ".$%\0_25E40FuidD8\ud83d\ude00\ufffe";

    @ParameterizedTest
    @CsvSource({
        "user, user",
        "a.b, a%2Eb",
        "., %2E",
        "$set, %24set",
        "price$, price$",
        "'', %",
        "%, %25",
        "50%, 50%",
        "50%2E, 50%252E",
        "%%, %%",
        "_id, _id",
        "ünïcode ☃ 😀, ünïcode ☃ 😀"
    })
    void a_name_is_a_field_that_can_be_queried(String name, String field) {
        assertThat(FieldNames.escape(name)).isEqualTo(field);
        assertThat(FieldNames.unescape(field)).isEqualTo(name);
    }

    @Test
    void nul_is_written_out() {
        assertThat(FieldNames.escape("a\0b")).isEqualTo("a%00b");
        assertThat(FieldNames.unescape("a%00b")).isEqualTo("a\0b");
    }

    @Test
    void beside_the_documents_own_id_that_name_gives_way() {
        assertThat(FieldNames.escapeBesideId("_id")).isEqualTo("%5Fid");
        assertThat(FieldNames.unescape("%5Fid")).isEqualTo("_id");
        assertThat(FieldNames.escapeBesideId("%5Fid")).isEqualTo("%255Fid");
        assertThat(FieldNames.escapeBesideId("a.id")).isEqualTo("a%2Eid");
    }

    @Test
    void every_name_comes_back_and_no_two_share_a_field() {
        Random random = new Random(1);
        Map<String, String> names = new HashMap<>();
        for (int i = 0; i < 200_000; i++) {
            StringBuilder drawn = new StringBuilder();
            for (int length = random.nextInt(7); length > 0; length--) {
                drawn.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
            }
            String name = drawn.toString();
            String field = FieldNames.escapeBesideId(name);

            assertThat(FieldNames.unescape(field)).isEqualTo(name);
            assertThat(names.merge(field, name, (before, now) -> before)).isEqualTo(name);
            assertThat(field).doesNotContain(".", "\0").doesNotStartWith("$").isNotEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"tea", "", "😀", "é\u0000", "\ue000\uffff"})
    void text_stays_what_it_is(String text) {
        assertThat(BsonText.escape(text)).isSameAs(text);
        assertThat(BsonText.unescape(text)).isSameAs(text);
    }

    @Test
    void half_a_surrogate_pair_is_written_out() {
        assertThat(BsonText.escape("a\ud83db")).isEqualTo("a\ufffeD83Db");
        assertThat(BsonText.escape("\ude00\ud83d")).isEqualTo("\ufffeDE00\ufffeD83D");
        assertThat(BsonText.escape("\ufffe")).isEqualTo("\ufffeFFFE");
        assertThat(BsonText.unescape("a\ufffeD83Db")).isEqualTo("a\ud83db");
    }

    @Test
    void a_mark_that_others_wrote_is_left() {
        assertThat(BsonText.unescape("\ufffe")).isEqualTo("\ufffe");
        assertThat(BsonText.unescape("\ufffe0041")).isEqualTo("\ufffe0041");
        assertThat(BsonText.unescape("\ufffeD8")).isEqualTo("\ufffeD8");
    }
}
