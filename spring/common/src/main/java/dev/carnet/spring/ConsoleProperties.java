package dev.carnet.spring;

import dev.carnet.error.ConfigurationException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.core.env.Environment;

/**
 * The properties under {@code carnet.console}.
 *
 * @param path where the console is, below the application's own
 * @param role whom Spring Security lets in, without {@code ROLE_}
 * @param token what lets in where there is no Spring Security
 * @param mask more parts of names whose attributes are masked
 */
record ConsoleProperties(
        @DefaultValue("/carnet") String path,
        @DefaultValue("ADMIN") String role,
        @Nullable String token,
        @DefaultValue({}) List<String> mask) {

    /** Checked. */
    static ConsoleProperties of(Environment environment) {
        ConsoleProperties properties = Binder.get(environment).bindOrCreate("carnet.console", ConsoleProperties.class);
        if (!properties.path().matches("(/[A-Za-z0-9._~-]+)+")) {
            throw new ConfigurationException("carnet.console.path is '" + properties.path()
                    + "'; allowed is a path such as /carnet, without a slash at the end");
        }
        return properties;
    }

    String requiredToken() {
        if (token == null || token.length() < 16) {
            throw new ConfigurationException(
                    "carnet.console.enabled is true and the application has no Spring Security: set carnet.console.token"
                            + " to at least 16 random characters, or add Spring Security");
        }
        return token;
    }

    /** Without the token. */
    @Override
    public String toString() {
        return "ConsoleProperties[" + path + ", " + role + "]";
    }
}
