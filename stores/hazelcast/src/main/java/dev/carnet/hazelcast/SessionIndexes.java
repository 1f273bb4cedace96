package dev.carnet.hazelcast;

import com.hazelcast.config.IndexConfig;
import com.hazelcast.config.IndexType;
import com.hazelcast.map.IMap;
import java.util.List;

/** The indexes of a map of sessions: paths into the stored JSON. */
final class SessionIndexes {
    static final String PRINCIPAL = "__carnet.principal";
    static final String HANDLE = "__carnet.handle";
    static final String EXPIRES = "__carnet.expires";

    private SessionIndexes() {}

    static List<IndexConfig> all() {
        return List.of(
                new IndexConfig(IndexType.HASH, PRINCIPAL).setName("carnet_principal"),
                new IndexConfig(IndexType.HASH, HANDLE).setName("carnet_handle"),
                new IndexConfig(IndexType.SORTED, EXPIRES).setName("carnet_expires"));
    }

    /** Makes those that are missing, on all members. */
    static void ensure(IMap<?, ?> map) {
        all().forEach(map::addIndex);
    }
}
