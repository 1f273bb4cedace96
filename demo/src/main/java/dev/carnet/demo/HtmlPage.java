package dev.carnet.demo;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the page shows; its template is {@code page.html}. */
record HtmlPage(
        Server server,
        Visit visit,
        @Nullable Facts session,
        @Nullable StoredRecord stored,
        List<Login> logins) {

    /**
     * Who serves the page.
     *
     * @param store what the store's database calls itself
     * @param engine the store's configuration name
     * @param durable whether sessions survive the process
     * @param shared whether other processes see them
     * @param otherPort where a second server may run
     */
    record Server(
            String store, String engine, boolean durable, boolean shared, long process, int port, int otherPort) {}

    /**
     * The session as the application sees it.
     *
     * @param end null if it has none
     */
    record Facts(
            String handle,
            Moment created,
            Moment lastAccess,
            String idle,
            @Nullable Moment end) {}

    /** One session of the user who is logged in. */
    record Login(String handle, Moment lastAccess, boolean current) {}
}
