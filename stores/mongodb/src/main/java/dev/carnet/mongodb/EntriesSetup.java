package dev.carnet.mongodb;

import dev.carnet.spi.setup.StoreSetup;
import java.util.List;

/** Inspects a server and the collection of KiokuDB's entries, and creates the collection. */
final class EntriesSetup implements StoreSetup {
    private final MongoConnection connection;
    private final MongoPlace place;
    private final ServerFindings server;
    private final String creation;

    /** @param isCreated whether the collection is made when it is opened */
    EntriesSetup(MongoConnection connection, MongoPlace place, boolean isCreated) {
        this.connection = connection;
        this.place = place;
        this.server = new ServerFindings(place);
        this.creation =
                isCreated ? "it is created when the application starts" : "run `carnet init`, which creates" + " it";
    }

    @Override
    public List<Finding> check() {
        Look look = new Look();
        look.all("server", () -> server.findings(List.of()));
        look.at("collection", () -> server.collection(creation));
        look.at("rights", server::rights);
        return look.findings();
    }

    @Override
    public List<String> plan() {
        place.requireUsable();
        return place.isThere()
                ? List.of()
                : List.of("db.createCollection(\""
                        + place.collection().getNamespace().getCollectionName() + "\")");
    }

    @Override
    public void apply() {
        place.requireUsable();
        if (!place.isThere()) {
            place.create();
        }
    }

    @Override
    public void close() {
        connection.close();
    }
}
