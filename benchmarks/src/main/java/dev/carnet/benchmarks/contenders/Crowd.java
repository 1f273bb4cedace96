package dev.carnet.benchmarks.contenders;

import dev.carnet.spi.SessionStore;
import java.time.Instant;

/** Very many of Carnet's sessions, each of another user, put there by the place's own means. */
public interface Crowd extends AutoCloseable {
    /** Carnet's store, which holds them. */
    SessionStore store();

    /** So many there were at first. */
    int size();

    /** The user of one of them, numbered from 1 on. */
    static String user(int number) {
        return "user" + number;
    }

    /** Has the bare driver find a user's sessions by an index; gives how many there are. */
    int find(String user);

    /**
     * Deletes expired sessions as stores do that know no other way: selects their ids, then reads each and deletes each.
     *
     * @return how many
     */
    int loadAndDeleteEach(Instant expiredBy, int limit);

    /** Takes all of it away. */
    @Override
    void close();
}
