package dev.carnet.console;

import java.io.IOException;

/** Answers one kind of request; called by many threads at once. */
@FunctionalInterface
interface PageHandler {
    /** Answers, or throws {@link RefusedRequestException} to answer with an error page. */
    void handle(Exchange exchange) throws IOException;
}
