package dev.carnet.demo;

import dev.carnet.Session;
import dev.carnet.TypeRef;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What this application keeps in a session, read.
 *
 * @param user who is logged in, or null
 * @param count how often the counter was pressed
 * @param cart what was put into the cart, in that order
 * @param attributes everything else, by name
 */
record Visit(@Nullable String user, int count, List<String> cart, Map<String, @Nullable Object> attributes) {

    static final String USER = "user";
    static final String COUNT = "count";
    static final String CART = "cart";

    /** The names above: not for anybody else to set. */
    static final Set<String> RESERVED = Set.of(USER, COUNT, CART);

    static final TypeRef<List<String>> TEXTS = new TypeRef<>() {};

    /** Of somebody without a session. */
    static final Visit NONE = new Visit(null, 0, List.of(), Map.of());

    static Visit of(Session session) {
        Integer count = session.get(COUNT, Integer.class);
        List<String> cart = session.get(CART, TEXTS);
        return new Visit(
                session.get(USER, String.class),
                count == null ? 0 : count,
                cart == null ? List.of() : Collections.unmodifiableList(cart),
                others(session));
    }

    private static Map<String, @Nullable Object> others(Session session) {
        Set<String> names = new TreeSet<>(session.names());
        names.removeAll(RESERVED);
        Map<String, @Nullable Object> others = new LinkedHashMap<>();
        names.forEach(name -> others.put(name, session.get(name)));
        return others;
    }
}
