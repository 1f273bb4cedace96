package dev.carnet.hazelcast;

import com.hazelcast.config.IndexConfig;
import com.hazelcast.config.IndexType;
import com.hazelcast.map.IMap;
import dev.carnet.spi.document.ReservedNames;
import java.util.List;

/** The indexes of a map of sessions: paths into the stored JSON. */
final class SessionIndexes {
    static final String PRINCIPAL = ReservedNames.PREFIX + ".principal";
    static final String HANDLE = ReservedNames.PREFIX + ".handle";
    static final String EXPIRES = ReservedNames.PREFIX + ".expires";

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
