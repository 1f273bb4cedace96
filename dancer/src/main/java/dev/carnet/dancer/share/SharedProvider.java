package dev.carnet.dancer.share;

import dev.carnet.spi.setup.SessionStoreProvider;

/** The ways to stores that a Perl application uses as well. */
public final class SharedProvider {
    private SharedProvider() {}

    /** The way to the records of the Perl engine of the same name; an engine whose own records are Perl's stays as it is. */
    public static SessionStoreProvider of(SessionStoreProvider chosen) {
        return switch (chosen.name()) {
            case "DBI" -> new SharedSqlProvider(chosen);
            case "Redis" -> new SharedRedisProvider(chosen);
            default -> chosen;
        };
    }
}
