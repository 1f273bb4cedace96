package dev.carnet.testkit;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.carnet.Session;
import dev.carnet.SessionEngine;
import dev.carnet.spi.Attributes;
import dev.carnet.spi.Encoding;
import dev.carnet.spi.codec.JsonGraph;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.NullUnmarked;

/** A part of the contract about sessions that are kept as graphs. */
@NullUnmarked // reads back what it has just put
interface GraphPart extends ContractPart {

    default SessionEngine here() {
        assumeTrue(bench().store().traits().encoding() != Encoding.BSON, "a graph is JSON, and this store keeps BSON");
        return bench().graphs();
    }

    default SessionEngine there() {
        return bench().otherGraphs();
    }

    default Session stored(Map<String, ?> attributes) {
        Session session = here().newSession();
        attributes.forEach(session::put);
        return here().flush(session);
    }

    default Session copy(Session session) {
        return here().retrieve(session.id()).orElseThrow();
    }

    default Session otherCopy(Session session) {
        return there().retrieve(session.id()).orElseThrow();
    }

    default Attributes kept(Session session) {
        return bench().otherGraphs().sessions().stored(session).orElseThrow().attributes();
    }

    default List<String> parts(Session session) {
        Attributes kept = kept(session);
        return kept.names().stream()
                .filter(name -> JsonGraph.isPart(kept.get(name)))
                .toList();
    }

    static Map<String, Object> map(Session session, String name) {
        return map(session.get(name));
    }

    @SuppressWarnings("unchecked") // the tests put it there
    static Map<String, Object> map(Object value) {
        return (Map<String, Object>) value;
    }

    static Person person(Session session, String name) {
        return session.get(name, Person.class);
    }

    static Map<String, Object> mutable(String name, Object value) {
        return new HashMap<>(Map.of(name, value));
    }
}
