package dev.carnet.json.state;

import dev.carnet.error.ConfigurationException;
import dev.carnet.json.fault.Refusal;
import dev.carnet.json.type.StoredTypes;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import tools.jackson.databind.json.JsonMapper;

/** Remembers which of the application's classes can be restored completely. Thread-safe. */
public final class KeptClasses {
    private final JsonMapper mapper;
    private final StoredTypes types;
    private final Map<Class<?>, Finding> findings = new ConcurrentHashMap<>();

    /**
     * @param faults what would be lost; empty if nothing
     * @param isDeclared whether annotations say how its objects are made, so that only a trial can tell
     */
    private record Finding(List<String> faults, boolean isDeclared) {}

    public KeptClasses(JsonMapper mapper, StoredTypes types) {
        this.mapper = mapper;
        this.types = types;
    }

    /**
     * Checks classes before any of their objects is stored.
     *
     *
     * @throws ConfigurationException naming everything that would be lost of any of them
     */
    public void requireWhole(Collection<? extends Class<?>> types) {
        List<String> faults = types.stream()
                .flatMap(type -> finding(type).faults().stream())
                .distinct()
                .toList();
        if (!faults.isEmpty()) {
            throw new ConfigurationException(
                    "these allowed classes would not come back unchanged:\n  " + String.join("\n  ", faults));
        }
    }

    /**
     * Checks the class of an object that is being stored.
     *
     *
     * @return whether annotations say how it is made
     * @throws Refusal if some of it would be lost
     */
    public boolean isDeclared(Class<?> type) {
        Finding finding = finding(type);
        if (!finding.faults().isEmpty()) {
            throw Refusal.ofState(finding.faults());
        }
        return finding.isDeclared();
    }

    /** Whether objects of a class are restored completely. */
    public boolean isWhole(Class<?> type) {
        return finding(type).faults().isEmpty();
    }

    private Finding finding(Class<?> type) {
        Finding known = findings.get(type);
        return known != null ? known : findings.computeIfAbsent(type, this::look);
    }

    private Finding look(Class<?> type) {
        boolean isDeclared =
                DeclaredForms.hasOne(mapper, mapper.constructType(type)) || DeclaredForms.isAnnotated(mapper, type);
        return new Finding(KeptState.faults(mapper, types, type), isDeclared);
    }
}
