package dev.carnet.config;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.carnet.error.ConfigurationException;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** Reads configurations in an environment of the test's own. */
final class Reading {
    private Reading() {}

    static CarnetConfig yaml(String text) {
        return yaml(text, Map.of());
    }

    static CarnetConfig yaml(String text, Map<String, String> environment) {
        return CarnetConfig.parse("carnet.yml", text, environment::get);
    }

    static CarnetConfig properties(Map<String, ?> properties) {
        return CarnetConfig.ofProperties("properties", properties, Map.<String, String>of()::get);
    }

    /** What is wrong with the YAML. */
    static String faultOf(String text) {
        return faultOf(text, Map.of());
    }

    static String faultOf(String text, Map<String, String> environment) {
        return faultOf(() -> yaml(text, environment));
    }

    static String faultOf(ThrowingCallable reading) {
        return catchThrowableOfType(ConfigurationException.class, reading).getMessage();
    }
}
