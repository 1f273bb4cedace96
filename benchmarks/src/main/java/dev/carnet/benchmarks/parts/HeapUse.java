package dev.carnet.benchmarks.parts;

import dev.carnet.benchmarks.Contender;
import dev.carnet.benchmarks.Payload;
import dev.carnet.benchmarks.contenders.Heap;
import dev.carnet.benchmarks.report.Finding;
import dev.carnet.benchmarks.report.Metric;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** How much heap the sessions of each contender take that keeps them there, beyond what they hold. */
final class HeapUse {
    private static final Map<Metric, Payload> PAYLOADS = payloads();

    private HeapUse() {}

    private static Map<Metric, Payload> payloads() {
        Map<Metric, Payload> payloads = new LinkedHashMap<>();
        payloads.put(Metric.HEAP_OF_TWO, new Payload(20, 2));
        payloads.put(Metric.HEAP_OF_TEN, new Payload(200));
        return payloads;
    }

    static List<Finding> of(int sessions) throws IOException, InterruptedException {
        List<Finding> findings = new ArrayList<>();
        try (Heap heap = new Heap()) {
            for (Contender contender : heap.contenders()) {
                for (Map.Entry<Metric, Payload> each : PAYLOADS.entrySet()) {
                    Payload payload = each.getValue();
                    double bytes = measure(contender.name(), sessions, payload) - payload.bytesWithNames();
                    findings.add(new Finding(each.getKey(), heap.name(), contender.name(), bytes));
                }
            }
        }
        return findings;
    }

    /** Bytes of heap for a session. */
    static double measure(String contender, int sessions, Payload payload) throws IOException, InterruptedException {
        List<String> command = List.of(
                Processes.java(),
                "-Xmx3g",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                HeapProbe.class.getName(),
                contender,
                String.valueOf(sessions),
                String.valueOf(payload.bytes()),
                String.valueOf(payload.count()));
        // What it measures is its last line; warnings may stand before.
        String output = Processes.run(command, Path.of(".")).strip();
        return Double.parseDouble(output.substring(output.lastIndexOf('\n') + 1));
    }
}
