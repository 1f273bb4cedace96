package dev.carnet.spring;

import java.util.Set;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.sql.init.DatabaseInitializationMode;
import org.springframework.core.Ordered;
import org.springframework.core.env.Environment;

/**
 * The properties under {@code carnet} that only a Spring application has.
 *
 * @param enabled whether Carnet keeps the sessions; if not, the container does
 * @param initializeSchema when tables or indexes are made that the store lacks: for an embedded database, always, or never
 * @param filterOrder where the session filter stands among the filters; Spring Security's stands at -100
 */
record SpringProperties(
        @DefaultValue("true") boolean enabled,
        @DefaultValue("embedded") DatabaseInitializationMode initializeSchema,
        @DefaultValue("" + FILTER_ORDER) int filterOrder) {

    /** The order of Spring Session's filter: after character encoding, before everything that uses sessions. */
    static final int FILTER_ORDER = Ordered.HIGHEST_PRECEDENCE + 50;

    /** In the spelling of {@link EnvironmentProperties#uniform}. */
    static final Set<String> KEYS = Set.of(
            "enabled",
            "initializeschema",
            "filterorder",
            "consoleenabled",
            "consolepath",
            "consolerole",
            "consoletoken",
            "consolemask");

    static SpringProperties of(Environment environment) {
        return Binder.get(environment).bindOrCreate("carnet", SpringProperties.class);
    }
}
