package dev.carnet.cli.migrate;

import dev.carnet.Session;
import dev.carnet.SessionEngine;
import dev.carnet.SessionId;
import dev.carnet.error.SessionGoneException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * Visitors who read, change, log in and log out, one request at a time, and remember what they were told: so it has one order,
 * and each answer can be compared with the one that is due. For one thread at a time.
 */
final class Crowd {
    private static final String VALUE = "n";

    private final String name;
    private final SplittableRandom random;
    private final List<Visitor> visitors = new ArrayList<>();
    private final List<SessionId> dead = new ArrayList<>();
    private final List<String> wrong = new ArrayList<>();
    private long requests;
    private long logins;
    private long logouts;

    /** @param number tells this crowd from others */
    Crowd(int number) {
        this.name = "crowd" + number;
        this.random = new SplittableRandom(number);
    }

    /** One browser: its cookie, and what its session holds. */
    private static final class Visitor {
        private SessionId id;
        private int stored;
        private @Nullable String user;

        Visitor(SessionId id) {
            this.id = id;
        }
    }

    /** New visitors, each with a session. */
    void arrive(SessionEngine engine, int count) {
        for (int i = 0; i < count; i++) {
            Session session = engine.newSession();
            session.put(VALUE, 0);
            visitors.add(new Visitor(engine.flush(session).id()));
        }
    }

    /** A request of a visitor drawn at random. */
    void request(SessionEngine engine) {
        requests++;
        int place = random.nextInt(visitors.size());
        Visitor visitor = visitors.get(place);
        try {
            request(engine, place, visitor);
        } catch (SessionGoneException e) {
            wrong.add("gone in the middle of a request: it holds " + visitor.stored);
            forget(place);
        }
    }

    private void request(SessionEngine engine, int place, Visitor visitor) {
        Session session = engine.retrieve(visitor.id).orElse(null);
        if (!isAsTold(visitor, session)) {
            wrong.add("lost or stale while in use: it holds " + visitor.stored);
            forget(place);
            return;
        }
        int what = random.nextInt(20);
        if (what == 0) {
            engine.destroy(session);
            dead.add(visitor.id);
            forget(place);
            logouts++;
        } else if (what == 1) {
            dead.add(visitor.id);
            visitor.user = name + "-" + random.nextInt(1000);
            visitor.id = engine.flush(engine.logIn(session, visitor.user)).id();
            logins++;
        } else if (what == 2) {
            arrive(engine, 1);
        } else if (what < 12) {
            session.put(VALUE, visitor.stored + 1);
            engine.flush(session);
            visitor.stored++;
        }
    }

    private static boolean isAsTold(Visitor visitor, @Nullable Session session) {
        return session != null
                && Integer.valueOf(visitor.stored).equals(session.get(VALUE))
                && Objects.equals(session.principal(), visitor.user);
    }

    /** The last one takes the place. */
    private void forget(int place) {
        Visitor last = visitors.remove(visitors.size() - 1);
        if (place < visitors.size()) {
            visitors.set(place, last);
        }
    }

    /** Compares each session with what its visitor was told, and looks for each id that is dead. */
    void check(SessionEngine engine) {
        for (Visitor each : visitors) {
            if (!isAsTold(each, engine.retrieve(each.id).orElse(null))) {
                wrong.add("lost or stale at the end: it holds " + each.stored);
            }
        }
        for (SessionId each : dead) {
            if (engine.retrieve(each).isPresent()) {
                wrong.add("revived");
            }
        }
    }

    /** What was found that must not be. */
    List<String> wrong() {
        return wrong;
    }

    /** How many sessions must be there. */
    int live() {
        return visitors.size();
    }

    long requests() {
        return requests;
    }

    long logins() {
        return logins;
    }

    long logouts() {
        return logouts;
    }
}
