package dev.carnet.mongodb;

import com.mongodb.MongoCommandException;
import com.mongodb.MongoException;
import com.mongodb.client.MongoCollection;
import dev.carnet.spi.StoreSetup.Finding;
import dev.carnet.spi.StoreSetup.Level;
import java.util.Optional;
import org.bson.BsonArray;
import org.bson.BsonBoolean;
import org.bson.BsonDocument;
import org.bson.BsonInt32;
import org.bson.BsonString;
import org.bson.RawBsonDocument;

/**
 * What an operator is told of a server and a collection, whatever is kept there.
 *
 * @param place the collection
 */
record ServerFindings(MongoPlace place) {
    private static final int UNAUTHORIZED = 13;
    private static final int COMMAND_NOT_FOUND = 59;

    /** What the server says of itself. Servers older than 4.4.2 know another name for the question. */
    BsonDocument hello() {
        return place.failures().call("the server cannot be looked at", () -> {
            try {
                return command("hello");
            } catch (MongoCommandException e) {
                if (e.getErrorCode() != COMMAND_NOT_FOUND) {
                    throw e;
                }
                return command("isMaster");
            }
        });
    }

    private BsonDocument command(String name) {
        return place.database().runCommand(new BsonDocument(name, new BsonInt32(1)), BsonDocument.class);
    }

    Finding version(BsonDocument hello) {
        BsonDocument about = place.failures().call("the server cannot be looked at", () -> command("buildInfo"));
        return new Finding(
                Level.OK, "server", "MongoDB " + about.getString("version").getValue() + ", " + kind(hello));
    }

    private static String kind(BsonDocument hello) {
        if (hello.containsKey("setName")) {
            return "replica set " + hello.getString("setName").getValue();
        }
        return hello.getString("msg", new BsonString("")).getValue().equals("isdbgrid")
                ? "sharded cluster"
                : "single server";
    }

    /** @param creation what makes the collection, if it is not there */
    Finding collection(String creation) {
        Optional<String> problem = place.problem();
        if (problem.isPresent()) {
            return new Finding(Level.ERROR, "collection", problem.get());
        }
        String name = place.failures().place();
        return new Finding(
                Level.OK,
                "collection",
                place.isThere() ? name + " is there" : name + " does not exist yet; " + creation);
    }

    /** Whether there is a collection that can be worked with. */
    boolean isUsable() {
        return place.isThere() && place.problem().isEmpty();
    }

    /** Writes that mean no document: refused or not, they change nothing. */
    Finding rights() {
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
}
