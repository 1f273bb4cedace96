package dev.carnet.benchmarks.report;

import dev.carnet.SessionEngine;
import dev.carnet.benchmarks.Library;
import dev.carnet.benchmarks.Payload;
import dev.carnet.benchmarks.Plan;
import io.vertx.core.Vertx;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.apache.catalina.util.ServerInfo;
import org.eclipse.jetty.server.Server;
import org.mongodb.spring.session.MongoIndexedSessionRepository;
import org.springframework.session.web.http.SessionRepositoryFilter;

/** On what and how a run measured, in lines for its page. */
public final class Method {
    private Method() {}

    /**
     * The lines.
     *
     * @param versions of servers and drivers
     */
    public static List<String> of(Plan plan, List<String> versions) {
        List<String> lines = new ArrayList<>();
        lines.add("- " + LocalDate.now(ZoneOffset.UTC) + ", on " + Machine.describe() + ".");
        lines.add("- Carnet " + version(SessionEngine.class, "(built here)") + ", Spring Session "
                + version(SessionRepositoryFilter.class, "?") + ", "
                + Library.of(MongoIndexedSessionRepository.class) + ", Jetty " + Server.getVersion() + ", "
                + ServerInfo.getServerInfo() + ", Vert.x " + version(Vertx.class, "?") + ".");
        versions.forEach(each -> lines.add("- " + each + "."));
        lines.add("- " + plan.race().rounds() + " rounds; in each, every contender ran each workload for "
                + plan.race().slice().toMillis()
                + " ms. A figure is the median of the rounds' means. The store also contained " + plan.others()
                + " other sessions.");
        lines.add("- Sessions of " + Payload.ATTRIBUTES + " strings, in total " + Figures.size(Plan.USUAL.bytes())
                + " unless stated otherwise.");
        return lines;
    }

    private static String version(Class<?> type, String unknown) {
        return Objects.requireNonNullElse(type.getPackage().getImplementationVersion(), unknown);
    }
}
