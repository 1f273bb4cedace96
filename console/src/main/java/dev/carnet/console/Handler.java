package dev.carnet.console;

import java.io.IOException;

/** Answers one kind of request; called by many threads at once. */
@FunctionalInterface
interface Handler {
    /** Answers, or throws {@link RefusedException} to answer with an error page. */
    void handle(Exchange exchange) throws IOException;
}
