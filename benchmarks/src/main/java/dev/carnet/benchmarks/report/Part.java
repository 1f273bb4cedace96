package dev.carnet.benchmarks.report;

/** What a run can consist of. */
public enum Part {
    /** Everybody at the same requests, in turns. */
    REQUESTS("Requests", ""),
    SWEEP(
            "Expired sessions swept while requests run",
            "Very many sessions of 200 bytes are put there by the database's own means, all expired. Requests go on all the"
                    + " time, 200 in a second, one half reads and one half changes; what they take is reckoned from the moment"
                    + " each was due. \"Load and delete each\" is the bare driver doing what stores do that know no other way:"
                    + " it selects the ids of expired sessions, then reads each and deletes each, on a part of the rows."),
    FIND(
            "A user's sessions among very many",
            "The same sessions, each of another user; who is asked for is drawn anew each time. One thread, in turns. The"
                    + " bare driver runs the one query by the indexed column, with a connection pool."),
    MEMORY(
            "Heap for a session in memory",
            "A process of its own for each begins very many sessions through the filter; told is the heap that is in use"
                    + " after a garbage collection less what was in use before, for a session, less the bytes of its names"
                    + " and values (names are constants of the application, which sessions share)."),
    STORED(
            "Bytes stored for a session",
            "In databases the bytes of all values in all rows of all tables, helpers included; what a database adds to a row"
                    + " and its indexes is not counted."),
    TOGETHER(
            "Six requests of one browser at once",
            "Each changes another attribute of the same session. A change is lost if it was answered as done and is not there"
                    + " afterwards."),
    START(
            "Start of the command line",
            "From the start of the process to its end, in turns; the store is a SQLite file with 20 sessions. Beside it,"
                    + " what Java takes to say its version.");

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
