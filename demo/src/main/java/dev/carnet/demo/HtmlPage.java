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
     * @param store the store's configuration name
     * @param durable whether sessions survive the process
     * @param shared whether other processes see them
     * @param otherPort where a second server may run
     */
    record Server(String store, boolean durable, boolean shared, long process, int port, int otherPort) {}

    /** The session as the application sees it, in words. */
    record Facts(String handle, String created, String lastAccess, String idle, String end) {}

    /** One session of the user who is logged in, in words. */
    record Login(String handle, String lastAccess, boolean current) {}
}
