package dev.carnet.benchmarks.contenders;

import dev.carnet.benchmarks.Contender;
import dev.carnet.benchmarks.Payload;
import dev.carnet.benchmarks.RunningSite;

/** A contender that is part of a server, and measured on that alone. */
abstract class ServerContender implements Contender {
    private final String name;

    ServerContender(String name) {
        this.name = name;
    }

    @Override
    public final String name() {
        return name;
    }

    @Override
    public final boolean isFilter() {
        return false;
    }

    @Override
    public final RunningSite openPlain(Payload payload) {
        throw new UnsupportedOperationException(name + " is part of a server");
    }
}
