package dev.carnet.mongodb;

import com.mongodb.MongoCommandException;
import com.mongodb.MongoException;
import com.mongodb.MongoNamespace;
import com.mongodb.client.MongoCollection;
import dev.carnet.spi.setup.StoreSetup.Finding;
import dev.carnet.spi.setup.StoreSetup.Level;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.bson.BsonArray;
import org.bson.BsonBoolean;
import org.bson.BsonDocument;
import org.bson.BsonInt32;
import org.bson.RawBsonDocument;

/**
 * Findings for operators about a server and a collection.
 *
 * @param place the collection
 */
record ServerFindings(MongoPlace place) {
    private static final BsonDocument NOTHING =
            new BsonDocument(SessionIds.ID, new BsonDocument("$in", new BsonArray()));
    private static final BsonDocument CONNECTION_STATUS =
            new BsonDocument("connectionStatus", new BsonInt32(1)).append("showPrivileges", BsonBoolean.TRUE);

    /**
     * The server's version, and whether it accepts writes.
     *
     *
     * @param more what else its description tells; it is empty where the server describes itself to nobody
     */
    List<Finding> findings(List<Function<BsonDocument, Finding>> more) {
        BsonDocument hello = place.failures()
                .call("the server cannot be inspected", () -> answer("hello").or(() -> answer("isMaster")))
                .orElseGet(BsonDocument::new);
        List<Finding> findings = new ArrayList<>();
        findings.add(version(hello));
        if (isTrue(hello, "secondary") || isTrue(hello, "readOnly")) {
            findings.add(new Finding(
                    Level.ERROR,
                    "role",
                    "the server is a secondary and accepts no writes. Name all members: mongodb_uri:"
                            + " mongodb://HOST1,HOST2,HOST3/DATABASE?replicaSet="
                            + text(hello, "setName", "NAME")));
        }
        more.forEach(each -> findings.add(each.apply(hello)));
        return findings;
    }

    /** What the server answers to a question about itself, unless it refuses: not every server knows each of them. */
    private Optional<BsonDocument> answer(String command) {
        return answer(new BsonDocument(command, new BsonInt32(1)));
    }

    private Optional<BsonDocument> answer(BsonDocument command) {
        try {
            return Optional.of(place.database().runCommand(command, BsonDocument.class));
        } catch (MongoCommandException refused) {
            return Optional.empty();
        }
    }

    private Finding version(BsonDocument hello) {
        Optional<BsonDocument> about =
                place.failures().call("the server cannot be inspected", () -> answer("buildInfo"));
        String version = about.map(each -> text(each, "version", "")).orElse("");
        return new Finding(
                Level.OK,
                "server",
                "MongoDB " + (version.isEmpty() ? "of an unknown version" : version) + ", " + kind(hello));
    }

    private static String kind(BsonDocument hello) {
        if (hello.isString("setName")) {
            return "replica set " + text(hello, "setName", "");
        }
        return text(hello, "msg", "").equals("isdbgrid") ? "sharded cluster" : "single server";
    }

    private static String text(BsonDocument document, String field, String otherwise) {
        return document.isString(field) ? document.getString(field).getValue() : otherwise;
    }

    private static boolean isTrue(BsonDocument document, String field) {
        return BsonBoolean.TRUE.equals(document.get(field));
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

    /** What the server tells of the user's rights, and writes that mean no document: refused or not, they change nothing. */
    Finding rights() {
        MongoNamespace name = place.collection().getNamespace();
        Privileges privileges = new Privileges(place.failures()
                .call("the user's rights cannot be inspected", () -> answer(CONNECTION_STATUS))
                .orElseGet(BsonDocument::new));
        List<String> lacking = privileges.lacking(name.getDatabaseName(), name.getCollectionName());
        String may = lacking.isEmpty() ? String.join(", ", tried()) : String.join(", ", lacking);
        return may.isEmpty()
                ? new Finding(Level.OK, "rights", "the user may read and write")
                : new Finding(
                        Level.ERROR,
                        "rights",
                        "the user may not " + may + " in " + place.failures().place() + "; "
                                + privileges
                                        .grant(name.getDatabaseName())
                                        .map(grant -> "run " + grant)
                                        .orElse("grant it the role readWrite on the database"));
    }

    /** What the user may not, found by trying on no document. */
    private List<String> tried() {
        if (!place.isThere()) {
            return List.of();
        }
        MongoCollection<RawBsonDocument> collection = place.collection();
        Map<String, Runnable> attempts = new LinkedHashMap<>();
        attempts.put("find", () -> collection.find(NOTHING).first());
        attempts.put(
                "update",
                () -> collection.updateOne(
                        NOTHING, new BsonDocument("$set", new BsonDocument("none", BsonBoolean.TRUE))));
        attempts.put("remove", () -> collection.deleteOne(NOTHING));
        List<String> refused = new ArrayList<>();
        attempts.forEach((action, attempt) -> {
            try {
                attempt.run();
            } catch (MongoException e) {
                if (e.getCode() != Diagnosis.UNAUTHORIZED) {
                    throw place.failures().failed("the collection cannot be written", e);
                }
                refused.add(action);
            }
        });
        return refused;
    }
}
