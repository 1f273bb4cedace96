package dev.carnet.benchmarks.parts;

import dev.carnet.benchmarks.Client;
import dev.carnet.benchmarks.Contender;
import dev.carnet.benchmarks.Operation;
import dev.carnet.benchmarks.Payload;
import dev.carnet.benchmarks.RunningSite;
import dev.carnet.benchmarks.contenders.Heap;
import java.lang.management.ManagementFactory;

/** A program that begins sessions and prints how much heap each takes, in bytes. */
final class HeapProbe {
    private HeapProbe() {}

    /**
     * Measures.
     *
     * @param arguments contender, sessions, bytes and count of attributes
     */
    public static void main(String[] arguments) throws Exception {
        int sessions = Integer.parseInt(arguments[1]);
        Payload payload = new Payload(Integer.parseInt(arguments[2]), Integer.parseInt(arguments[3]));
        try (Heap heap = new Heap();
                RunningSite site = named(heap, arguments[0]).openPlain(payload);
                Client client = site.client()) {
            // What is made once, for the first session, is none's.
            client.request(Operation.NEW, null);
            long before = used();
            for (int i = 0; i < sessions; i++) {
                client.request(Operation.NEW, null);
            }
            System.out.println((double) (used() - before) / sessions);
        }
    }

    private static Contender named(Heap heap, String name) {
        return heap.contenders().stream()
                .filter(each -> each.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static long used() {
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }
}
