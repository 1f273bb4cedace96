package dev.carnet.benchmarks.report;

import dev.carnet.benchmarks.load.Slice;
import dev.carnet.benchmarks.load.Workload;
import java.util.Locale;

/** Every single figure, for whoever wants to reckon anew: a line for each slice. */
public final class Csv {
    private Csv() {}

    public static String of(Results results) {
        StringBuilder text = new StringBuilder(
                "place,server,operation,threads,bytes,contender,round,requests,nanos,median,p99,cpu,allocated\n");
        for (Measurement each : results.all()) {
            Workload workload = each.workload();
            for (int round = 0; round < each.slices().size(); round++) {
                Slice slice = each.slices().get(round);
                text.append(String.format(
                        Locale.ROOT,
                        "%s,%b,%s,%d,%d,\"%s\",%d,%d,%.0f,%.0f,%.0f,%.0f,%.0f%n",
                        each.place(),
                        each.server(),
                        workload.operation(),
                        workload.threads(),
                        workload.payload().bytes(),
                        each.contender(),
                        round,
                        slice.requests(),
                        slice.nanos(),
                        slice.median(),
                        slice.p99(),
                        slice.cpuNanos(),
                        slice.bytes()));
            }
        }
        return text.toString();
    }
}
