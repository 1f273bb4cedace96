package dev.carnet.benchmarks.contenders;

import dev.carnet.benchmarks.BenchApplication;
import dev.carnet.benchmarks.Contender;
import dev.carnet.benchmarks.Payload;
import dev.carnet.benchmarks.RunningSite;
import dev.carnet.benchmarks.http.TomcatServer;
import dev.carnet.benchmarks.plain.PlainSite;
import jakarta.servlet.Filter;

/** A contender that is a filter before the application. */
abstract class FilterContender implements Contender {
    private final String name;

    FilterContender(String name) {
        this.name = name;
    }

    /** A new filter, which releases what belongs to it when it is destroyed. */
    abstract Filter filter(Payload payload) throws Exception;

    @Override
    public final String name() {
        return name;
    }

    @Override
    public final boolean isFilter() {
        return true;
    }

    @Override
    public final RunningSite openPlain(Payload payload) throws Exception {
        return new PlainSite(filter(payload), new BenchApplication(payload));
    }

    @Override
    public final RunningSite openServer(Payload payload) throws Exception {
        return TomcatServer.with(filter(payload), new BenchApplication(payload));
    }
}
