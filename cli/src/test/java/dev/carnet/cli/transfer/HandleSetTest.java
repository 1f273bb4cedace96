package dev.carnet.cli.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class HandleSetTest {
    @Test
    void what_was_added_is_found_and_nothing_else() {
        HandleSet handles = new HandleSet(Long.MAX_VALUE);
        IntStream.range(0, 100_000).mapToObj(each -> "s." + each).forEach(handles::add);
        IntStream.range(0, 100_000).mapToObj(each -> "s." + each).forEach(handles::add);

        assertThat(IntStream.range(0, 100_000)).allMatch(each -> handles.mayContain("s." + each));
        assertThat(IntStream.range(100_000, 200_000)).noneMatch(each -> handles.mayContain("s." + each));
    }

    @Test
    void it_takes_no_more_memory_than_allowed() {
        HandleSet handles = new HandleSet(2048 * Long.BYTES);

        assertThat(IntStream.range(0, 1536)).allMatch(each -> handles.add("s." + each));
        assertThat(handles.add("s.1536")).isFalse();
        assertThat(handles.mayContain("s.1536")).isFalse();
        assertThat(handles.mayContain("s.1535")).isTrue();
    }
}
