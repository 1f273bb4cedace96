package dev.carnet.spring;

import dev.carnet.error.ConfigurationException;
import dev.carnet.error.SessionException;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.core.env.Environment;

/** Explains a failed start: the error in the configuration or the store of sessions, and its place. */
final class SessionFailureAnalyzer extends AbstractFailureAnalyzer<SessionException> {
    private static final Pattern KEY = Pattern.compile("(carnet|server\\.servlet\\.session)\\.[\\w.\\[\\]-]*[\\w\\]]");

    private final @Nullable Environment environment;

    /** Called by Spring Boot with the environment as far as it was prepared. */
    SessionFailureAnalyzer(@Nullable Environment environment) {
        this.environment = environment;
    }

    @Override
    protected FailureAnalysis analyze(Throwable root, SessionException cause) {
        String message = String.valueOf(cause.getMessage());
        String action = cause instanceof ConfigurationException
                ? "Correct the properties named above." + origins(message)
                : "Make the session store reachable and set it up: carnet.initialize-schema=always creates missing"
                        + " tables or indexes.";
        return new FailureAnalysis("Sessions cannot be kept: " + message, action, root);
    }

    /** Where the properties that a message names were given. */
    private String origins(String message) {
        Set<String> origins = new LinkedHashSet<>();
        Matcher keys = KEY.matcher(message);
        while (environment != null && keys.find()) {
            ConfigurationPropertyName name = ConfigurationPropertyName.adapt(keys.group(), '.');
            ConfigurationPropertySources.get(environment).forEach(source -> {
                var property = source.getConfigurationProperty(name);
                if (property != null && property.getOrigin() != null) {
                    origins.add(keys.group() + " stands in " + property.getOrigin());
                }
            });
        }
        return origins.isEmpty() ? "" : "\n\n" + String.join("\n", origins);
    }
}
