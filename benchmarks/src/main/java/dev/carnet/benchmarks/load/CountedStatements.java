package dev.carnet.benchmarks.load;

import dev.carnet.benchmarks.Client;
import dev.carnet.benchmarks.Operation;
import dev.carnet.benchmarks.RunningSite;
import dev.carnet.benchmarks.contenders.ContenderPlace;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.OptionalDouble;

/** What the server itself says it was asked for a request: a count, which no other load on the machine can blur. */
public final class CountedStatements {
    private static final int REQUESTS = 40;
    private static final int COUNTS = 3;

    private CountedStatements() {}

    /**
     * How many statements or commands a request takes; empty if the server does not count. The least of some counts: while one
     * is taken a pool may open a connection, which the server is asked for as well.
     */
    public static OptionalDouble perRequest(ContenderPlace place, RunningSite site, Operation operation)
            throws Exception {
        OptionalDouble least = OptionalDouble.empty();
        try (Client client = site.client()) {
            for (int i = 0; i < COUNTS && place.asked().isPresent(); i++) {
                double count = count(place, client, operation);
                least = OptionalDouble.of(Math.min(count, least.orElse(count)));
            }
        }
        return least;
    }

    private static double count(ContenderPlace place, Client client, Operation operation) throws Exception {
        List<String> sessions = new ArrayList<>();
        for (int i = 0; i < REQUESTS; i++) {
            sessions.add(
                    Objects.requireNonNull(client.request(Operation.NEW, null).session()));
        }
        long before = place.asked().orElseThrow();
        for (String each : sessions) {
            client.request(operation, operation == Operation.NEW ? null : each);
        }
        // The first question is among what the second one counts.
        double asked = place.asked().orElseThrow() - before - 1;
        return asked / REQUESTS;
    }
}
