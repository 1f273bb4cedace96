package dev.carnet.mongodb;

import com.mongodb.MongoCommandException;
import com.mongodb.MongoException;
import com.mongodb.client.MongoCollection;
import dev.carnet.spi.StoreSetup;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bson.BsonArray;
import org.bson.BsonBoolean;
import org.bson.BsonDocument;
import org.bson.BsonInt32;
import org.bson.BsonString;
import org.bson.RawBsonDocument;

/** Looks at a server and its collection, and makes the collection's indexes. */
final class MongoSetup implements StoreSetup {
    private static final int UNAUTHORIZED = 13;
    private static final int COMMAND_NOT_FOUND = 59;

    private final MongoConnection connection;
    private final MongoPlace place;
    private final Layout layout;
    private final Duration grace;

    /**
     * @param grace by how much clocks may differ; so long after its expiry the server may delete a session
     */
    MongoSetup(MongoConnection connection, MongoOptions options, Duration grace) {
        this.connection = connection;
        this.place = MongoPlace.of(connection.client(), options);
        this.layout = options.layout();
        this.grace = grace;
    }

    @Override
    public List<Finding> check() {
        List<Finding> findings = new ArrayList<>();
        BsonDocument hello = place.failures().call("the server cannot be looked at", this::hello);
        findings.add(new Finding(Level.OK, "server", version() + ", " + kind(hello)));
        findings.add(clock(hello));
        Optional<String> problem = place.problem();
        if (problem.isPresent()) {
            findings.add(new Finding(Level.ERROR, "collection", problem.get()));
        } else if (place.description().isEmpty()) {
            findings.add(new Finding(
                    Level.OK,
                    "collection",
                    place.failures().place()
                            + " does not exist yet; run `carnet init`, which makes it and its indexes"));
        } else {
            findings.add(new Finding(Level.OK, "collection", place.failures().place() + " is there"));
            IndexGap gap = gap();
            findings.add(new Finding(gap.isEmpty() ? Level.OK : Level.WARNING, "indexes", gap.toString()));
            findings.add(rights());
        }
        return findings;
    }

    /** Servers older than 4.4.2 know another name for it. */
    private BsonDocument hello() {
        try {
            return command("hello");
        } catch (MongoCommandException e) {
            if (e.getErrorCode() != COMMAND_NOT_FOUND) {
                throw e;
            }
            return command("isMaster");
        }
    }

    private BsonDocument command(String name) {
        return place.database().runCommand(new BsonDocument(name, new BsonInt32(1)), BsonDocument.class);
    }

    private String version() {
        BsonDocument about = place.failures().call("the server cannot be looked at", () -> command("buildInfo"));
        return "MongoDB " + about.getString("version").getValue();
    }

    private static String kind(BsonDocument hello) {
        if (hello.containsKey("setName")) {
            return "replica set " + hello.getString("setName").getValue();
        }
        return hello.getString("msg", new BsonString("")).getValue().equals("isdbgrid")
                ? "sharded cluster"
                : "single server";
    }

    /** The server's clock decides when TTL deletes. */
    private Finding clock(BsonDocument hello) {
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
                                + " s apart, so that its TTL may end sessions early or late; set them by NTP, or raise"
                                + " clock_tolerance");
    }

    /** Writes that mean no document: refused or not, they change nothing. */
    private Finding rights() {
        BsonDocument nothing = new BsonDocument(SessionIds.ID, new BsonDocument("$in", new BsonArray()));
        MongoCollection<RawBsonDocument> collection = place.collection();
        try {
            collection.find(nothing).first();
            collection.updateOne(nothing, new BsonDocument("$set", new BsonDocument("none", BsonBoolean.TRUE)));
            collection.deleteOne(nothing);
            return new Finding(Level.OK, "rights", "the user may read and write");
        } catch (MongoException e) {
            if (e.getCode() != UNAUTHORIZED) {
                throw place.failures().failed("the collection cannot be written", e);
            }
            return new Finding(
                    Level.ERROR,
                    "rights",
                    "the user may not read and write " + place.failures().place()
                            + "; grant it the role readWrite on the database");
        }
    }

    private IndexGap gap() {
        return place.failures()
                .call("the indexes cannot be looked at", () -> IndexGap.find(place.collection(), layout, grace));
    }

    @Override
    public List<String> plan() {
        place.requireUsable();
        return gap().statements();
    }

    @Override
    public void apply() {
        place.requireUsable();
        place.failures().write("the indexes cannot be made", () -> {
            IndexGap gap = gap();
            gap.fill();
            return gap;
        });
    }

    @Override
    public void close() {
        connection.close();
    }
}
