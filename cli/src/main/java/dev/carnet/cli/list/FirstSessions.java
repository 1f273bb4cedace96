package dev.carnet.cli.list;

import dev.carnet.spi.SessionHeader;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/** The first of many sessions in some order; holds no more than these. Not thread-safe. */
final class FirstSessions {
    private final Comparator<SessionHeader> order;
    private final int most;
    private final PriorityQueue<SessionHeader> held;

    FirstSessions(Comparator<SessionHeader> order, int most) {
        this.order = order;
        this.most = most;
        this.held = new PriorityQueue<>(order.reversed());
    }

    void add(SessionHeader session) {
        held.add(session);
        if (held.size() > most) {
            held.remove();
        }
    }

    List<SessionHeader> inOrder() {
        List<SessionHeader> sorted = new ArrayList<>(held);
        sorted.sort(order);
        return sorted;
    }
}
