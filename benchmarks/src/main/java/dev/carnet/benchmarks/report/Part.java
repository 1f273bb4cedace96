package dev.carnet.benchmarks.report;

/** What a run can consist of. */
public enum Part {
    /** Everybody at the same requests, in turns. */
    REQUESTS("Requests", ""),
    SWEEP(
            "Expired sessions swept while requests run",
            "The database is filled with very many expired sessions of 200 bytes, by its own bulk statements. Meanwhile"
                    + " clients send 200 requests a second; half of them read and half change the session. The time of a"
                    + " request is counted from the moment it was due. \"Load and delete each\" shows what simpler stores do:"
                    + " the bare driver selects the ids of expired sessions, then reads and deletes each one, on a part of"
                    + " the rows."),
    FIND(
            "A user's sessions among very many",
            "The same sessions, each of another user; each query asks for a random user. One thread, alternating between"
                    + " the contenders. The bare driver runs a single query by the indexed column, with a connection pool."),
    MEMORY(
            "Heap for a session in memory",
            "For each contender, a separate process begins very many sessions through the filter. The figure is the growth"
                    + " of the used heap after a garbage collection, divided by the number of sessions, less the bytes of a"
                    + " session's names and values (names are constants of the application, which sessions share)."),
    STORED(
            "Bytes stored for a session",
            "In databases, the bytes of all values in all rows of all tables, including auxiliary tables. The overhead of"
                    + " rows and indexes is not counted."),
    TOGETHER(
            "Six requests of one browser at once",
            "Each request changes another attribute of the same session. A change is lost if its request succeeded but the"
                    + " change is missing afterwards."),
    START(
            "Start of the command line",
            "From the start of the process to its end, in alternating runs; the store is a SQLite file with 20 sessions."
                    + " For comparison, the time in which Java prints its version.");

    private final String title;
    private final String method;

    Part(String title, String method) {
        this.title = title;
        this.method = method;
    }

    /** The heading over its figures. */
    String title() {
        return title;
    }

    /** How they were measured, in whole sentences. */
    String method() {
        return method;
    }
}
