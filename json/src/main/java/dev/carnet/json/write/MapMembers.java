package dev.carnet.json.write;

import dev.carnet.json.fault.Refusal;
import dev.carnet.json.type.Containers;
import dev.carnet.json.type.EnumContainers;
import dev.carnet.json.type.Scalar;
import dev.carnet.json.type.StoredTypes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JavaType;

/**
 * A map's entries as an object's members, in stored order.
 *
 *
 * @param keyNote what is to be noted of the keys; empty if they are strings or declared
 */
record MapMembers(List<Member> members, String keyNote) {
    /** An entry whose key is text. */
    record Member(String name, @Nullable Object value) {}

    /**
     * Converts a map to members.
     *
     *
     * @throws Refusal if a key is no plain value, or not of the same class as the others
     */
    static MapMembers of(Map<?, ?> map, JavaType declaredKey, StoredTypes types) {
        List<Member> members = new ArrayList<>(map.size());
        Scalar<?> keys = null;
        for (Map.Entry<?, ?> entry : Snapshot.entries(map)) {
            Scalar<?> key = scalar(entry.getKey(), declaredKey, types);
            if (keys != null && keys.type() != key.type()) {
                throw Refusal.ofKey(entry.getKey());
            }
            keys = key;
            members.add(new Member(key.print(entry.getKey()), entry.getValue()));
        }
        if (!Containers.isOrdered(map)) {
            members.sort(Comparator.comparing(Member::name));
        }
        if (map instanceof EnumMap && StoredTypes.isOpen(declaredKey)) {
            return new MapMembers(
                    members,
                    "(" + types.constants(EnumContainers.constants(map)).name() + ")");
        }
        if (keys == null || keys.type() == String.class || !StoredTypes.isOpen(declaredKey)) {
            return new MapMembers(members, "");
        }
        return new MapMembers(members, "(" + keys.name() + ")");
    }

    private static Scalar<?> scalar(@Nullable Object key, JavaType declaredKey, StoredTypes types) {
        Scalar<?> scalar = key == null ? null : types.scalar(key, declaredKey);
        if (scalar == null || !scalar.canBeKey()) {
            throw Refusal.ofKey(key);
        }
        return scalar;
    }

    List<String> names() {
        return members.stream().map(Member::name).toList();
    }
}
