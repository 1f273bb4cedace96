package dev.carnet.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.carnet.jdbc.connection.WriteTurn;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class WriteTurnTest {
    private final WriteTurn turn = new WriteTurn();

    @Test
    @Timeout(value = 1, unit = TimeUnit.MINUTES)
    void turns_come_in_the_order_in_which_they_were_asked_for() throws Exception {
        List<String> order = Collections.synchronizedList(new ArrayList<>());
        assertThat(turn.begin()).isTrue();
        List<Thread> waiting = new ArrayList<>();
        for (String name : List.of("first", "second", "third")) {
            Thread thread = new Thread(() -> {
                if (turn.begin()) {
                    order.add(name);
                    turn.end();
                }
            });
            thread.start();
            while (thread.getState() != Thread.State.TIMED_WAITING) {
                Thread.onSpinWait();
            }
            waiting.add(thread);
        }
        turn.end();
        for (Thread each : waiting) {
            each.join();
        }
        assertThat(order).containsExactly("first", "second", "third");
    }

    @Test
    void who_is_interrupted_goes_without_and_stays_interrupted() {
        Thread.currentThread().interrupt();
        assertThat(turn.begin()).isFalse();
        assertThat(Thread.interrupted()).isTrue();
    }
}
