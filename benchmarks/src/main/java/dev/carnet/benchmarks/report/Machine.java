package dev.carnet.benchmarks.report;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** What a run ran on. */
final class Machine {
    private static final Path PROCESSORS = Path.of("/proc/cpuinfo");
    private static final double GIGA = 1 << 30;

    private Machine() {}

    /** In one sentence. */
    static String describe() {
        OperatingSystemMXBean system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        return String.format(
                Locale.ROOT,
                "%d processors (%s), %.0f GB of memory, %s %s, Java %s (%s)",
                system.getAvailableProcessors(),
                processor(system),
                system.getTotalMemorySize() / GIGA,
                system.getName(),
                system.getVersion(),
                System.getProperty("java.version"),
                System.getProperty("java.vm.name"));
    }

    private static String processor(OperatingSystemMXBean system) {
        if (!Files.isReadable(PROCESSORS)) {
            return system.getArch();
        }
        try {
            return Files.readAllLines(PROCESSORS).stream()
                    .filter(line -> line.startsWith("model name"))
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .findFirst()
                    .orElse(system.getArch());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
