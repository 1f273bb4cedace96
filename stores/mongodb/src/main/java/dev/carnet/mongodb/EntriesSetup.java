package dev.carnet.mongodb;

import dev.carnet.spi.setup.StoreSetup;
import java.util.ArrayList;
import java.util.List;

/** Inspects a server and the collection of KiokuDB's entries, and creates the collection. */
final class EntriesSetup implements StoreSetup {
    private final MongoConnection connection;
    private final MongoPlace place;
    private final ServerFindings server;
    private final EntryIndexes indexes;
    private final String creation;

    /** @param isCreated whether the collection is made when it is opened */
    EntriesSetup(MongoConnection connection, MongoPlace place, boolean isCreated) {
        this.connection = connection;
        this.place = place;
        this.server = new ServerFindings(place);
        this.indexes = new EntryIndexes(place);
        this.creation =
                isCreated ? "it is created when the application starts" : "run `carnet init`, which creates" + " it";
    }

    @Override
    public List<Finding> check() {
        Look look = new Look();
        look.all("server", () -> server.findings(List.of()));
        look.at("collection", () -> server.collection(creation));
        look.all("index", this::index);
        look.at("rights", server::rights);
        return look.findings();
    }

    private List<Finding> index() {
        return !place.isThere() || indexes.missing().isEmpty()
                ? List.of()
                : List.of(new Finding(Level.WARNING, "index", place.failures().place() + ": " + EntryIndexes.LACKING));
    }

    @Override
    public List<String> plan() {
        place.requireUsable();
        String name = place.collection().getNamespace().getCollectionName();
        List<String> plan = new ArrayList<>();
        if (!place.isThere()) {
            plan.add("db.createCollection(\"" + name + "\")");
        }
        indexes.missing()
                .forEach(each -> plan.add("db.getCollection(\"" + name + "\").createIndex(" + each.toJson() + ")"));
        return plan;
    }

    @Override
    public void apply() {
        place.requireUsable();
        if (!place.isThere()) {
            place.create();
        }
        indexes.create();
    }

    @Override
    public void close() {
        connection.close();
    }
}
