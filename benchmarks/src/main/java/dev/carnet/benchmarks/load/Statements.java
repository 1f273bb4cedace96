package dev.carnet.benchmarks.load;

import dev.carnet.benchmarks.Client;
import dev.carnet.benchmarks.Operation;
import dev.carnet.benchmarks.Site;
import dev.carnet.benchmarks.contenders.Place;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.OptionalDouble;

/** What the server itself says it was asked for a request: a count, which no other load on the machine can blur. */
public final class Statements {
    private static final int REQUESTS = 40;

    private Statements() {}

    /** How many statements or commands a request takes; empty if the server does not count. */
    public static OptionalDouble perRequest(Place place, Site site, Operation operation) throws Exception {
        try (Client client = site.client()) {
            List<String> sessions = new ArrayList<>();
            for (int i = 0; i < REQUESTS; i++) {
                sessions.add(Objects.requireNonNull(
                        client.request(Operation.NEW, null).session()));
            }
            if (place.asked().isEmpty()) {
                return OptionalDouble.empty();
            }
            long before = place.asked().getAsLong();
            for (String each : sessions) {
                client.request(operation, operation == Operation.NEW ? null : each);
            }
            // The first question is among what the second one counts.
            double asked = place.asked().getAsLong() - before - 1;
            return OptionalDouble.of(asked / REQUESTS);
        }
    }
}
