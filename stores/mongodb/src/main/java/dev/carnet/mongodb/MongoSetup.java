package dev.carnet.mongodb;

import dev.carnet.spi.setup.StoreSetup;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.bson.BsonDocument;

/** Inspects a server and its collection, and creates the collection's indexes. */
final class MongoSetup implements StoreSetup {
    private final MongoConnection connection;
    private final MongoPlace place;
    private final ServerFindings server;
    private final Layout layout;
    private final Duration grace;

    /**
     * @param grace by how much clocks may differ; so long after its expiry the server may delete a session
     */
    MongoSetup(MongoConnection connection, MongoOptions options, Duration grace) {
        this.connection = connection;
        this.place = MongoPlace.of(connection.client(), options);
        this.server = new ServerFindings(place);
        this.layout = options.layout();
        this.grace = grace;
    }

    @Override
    public List<Finding> check() {
        Look look = new Look();
        look.all("server", () -> server.findings(List.of(this::clock)));
        look.at("collection", () -> server.collection("run `carnet init`, which creates it and its indexes"));
        if (!look.hasErrors() && place.isThere()) {
            look.at("indexes", this::indexes);
        }
        look.at("rights", server::rights);
        return look.findings();
    }

    private Finding indexes() {
        IndexGap gap = gap();
        return new Finding(gap.isFast() ? Level.OK : Level.WARNING, "indexes", gap.toString());
    }

    /** The server's clock decides when TTL deletes. */
    private Finding clock(BsonDocument hello) {
        if (!hello.isDateTime("localTime")) {
            return new Finding(
                    Level.WARNING,
                    "clock",
                    "the server does not report its time; make sure that it is synchronised by NTP, because its TTL"
                            + " uses it");
        }
        Instant there = Instant.ofEpochMilli(hello.getDateTime("localTime").getValue());
        Duration apart = Duration.between(there, Instant.now());
        return apart.abs().compareTo(grace) <= 0
                ? new Finding(
                        Level.OK,
                        "clock",
                        "the server's clock agrees with this one, within " + grace.toSeconds() + " s")
                : new Finding(
                        Level.WARNING,
                        "clock",
                        "the server's clock and this one are " + apart.abs().toSeconds()
                                + " s apart, so its TTL may end sessions early or late; synchronise the clocks by"
                                + " NTP, or raise clock_tolerance");
    }

    private IndexGap gap() {
        return place.failures()
                .call("the indexes cannot be inspected", () -> IndexGap.find(place.collection(), layout, grace));
    }

    @Override
    public List<String> plan() {
        place.requireUsable();
        return gap().statements();
    }

    @Override
    public void apply() {
        place.requireUsable();
        new IndexWork(gap(), place.failures()).run();
    }

    @Override
    public void close() {
        connection.close();
    }
}
