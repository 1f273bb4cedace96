package dev.carnet.testservers;

import de.bwaldvogel.mongo.backend.CursorRegistry;
import de.bwaldvogel.mongo.backend.Index;
import de.bwaldvogel.mongo.backend.IndexKey;
import de.bwaldvogel.mongo.backend.memory.MemoryDatabase;
import de.bwaldvogel.mongo.backend.memory.index.MemoryUniqueIndex;
import de.bwaldvogel.mongo.bson.Document;
import java.util.List;

/**
 * A database in memory that finds a document by its id also where a query says more about it, as MongoDB does; by itself it
 * would look at every document then.
 */
final class IdFirstDatabase extends MemoryDatabase {
    private static final String ID = "_id";

    IdFirstDatabase(String name, CursorRegistry cursors) {
        super(name, cursors);
    }

    @Override
    protected Index<Integer> openOrCreateUniqueIndex(
            String collection, String name, List<IndexKey> keys, boolean sparse) {
        boolean ofIds = keys.size() == 1 && keys.get(0).getKey().equals(ID);
        return ofIds ? new IdIndex(name, keys, sparse) : super.openOrCreateUniqueIndex(collection, name, keys, sparse);
    }

    /** Looks at the id alone; whoever asks it compares what it finds with the whole query. */
    private static final class IdIndex extends MemoryUniqueIndex {
        private IdIndex(String name, List<IndexKey> keys, boolean sparse) {
            super(name, keys, sparse);
        }

        @Override
        public synchronized boolean canHandle(Document query) {
            return query.containsKey(ID) && super.canHandle(id(query));
        }

        @Override
        public synchronized Iterable<Integer> getPositions(Document query) {
            return super.getPositions(id(query));
        }

        private static Document id(Document query) {
            return new Document(ID, query.get(ID));
        }
    }
}
