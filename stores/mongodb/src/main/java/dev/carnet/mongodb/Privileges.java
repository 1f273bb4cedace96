package dev.carnet.mongodb;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.bson.BsonArray;
import org.bson.BsonBoolean;
import org.bson.BsonDocument;
import org.bson.BsonString;

/**
 * A user's rights according to the command {@code connectionStatus}: the only way to check the right to insert without
 * inserting anything.
 *
 * @param status the command's answer
 */
record Privileges(BsonDocument status) {
    private static final List<String> NEEDED = List.of("find", "insert", "update", "remove");
    private static final String EVERY = "";

    /** The actions that a session's store needs and the user lacks on a collection; none where the server does not tell. */
    List<String> lacking(String database, String collection) {
        BsonDocument about = status.getDocument("authInfo", new BsonDocument());
        if (user().isEmpty() || !about.isArray("authenticatedUserPrivileges")) {
            return List.of();
        }
        List<BsonDocument> meant = documents(about.getArray("authenticatedUserPrivileges"))
                .filter(each -> isAbout(each.getDocument("resource", new BsonDocument()), database, collection))
                .toList();
        return NEEDED.stream()
                .filter(action -> meant.stream()
                        .noneMatch(each ->
                                each.getArray("actions", new BsonArray()).contains(new BsonString(action))))
                .toList();
    }

    private static boolean isAbout(BsonDocument resource, String database, String collection) {
        return resource.getBoolean("anyResource", BsonBoolean.FALSE).getValue()
                || (isName(resource, "db", database) && isName(resource, "collection", collection));
    }

    private static boolean isName(BsonDocument resource, String field, String name) {
        return resource.isString(field)
                && List.of(EVERY, name).contains(resource.getString(field).getValue());
    }

    /** The shell statement that grants the required rights, if the user is known. */
    Optional<String> grant(String database) {
        return user().map(user -> "db.getSiblingDB(\"" + text(user, "db") + "\").grantRolesToUser(\""
                + text(user, "user") + "\", [{role: \"readWrite\", db: \"" + database + "\"}])");
    }

    /** Empty where users need not log in. */
    private Optional<BsonDocument> user() {
        BsonDocument about = status.getDocument("authInfo", new BsonDocument());
        return documents(about.getArray("authenticatedUsers", new BsonArray())).findFirst();
    }

    private static String text(BsonDocument document, String field) {
        return document.getString(field, new BsonString("")).getValue();
    }

    private static Stream<BsonDocument> documents(BsonArray array) {
        return array.stream().filter(each -> each.isDocument()).map(each -> each.asDocument());
    }
}
