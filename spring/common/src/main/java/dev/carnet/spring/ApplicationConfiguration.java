package dev.carnet.spring;

import dev.carnet.config.CarnetConfig;
import dev.carnet.error.ConfigurationException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.env.Environment;

/**
 * Makes the configuration of an application's environment: its {@code carnet.*} properties, then Spring Boot's for the
 * servlet session, then what the application has as a client of the engine's technology.
 */
final class ApplicationConfiguration {
    private static final Logger LOG = LoggerFactory.getLogger(ApplicationConfiguration.class);
    private static final String SOURCE = "application properties";
    private static final String ENGINE = "session";
    private static final String MEMORY = "Memory";

    private final Map<String, Object> properties;
    private final List<StoreClient> clients;

    private ApplicationConfiguration(Map<String, Object> properties, List<StoreClient> clients) {
        this.properties = properties;
        this.clients = clients;
    }

    /**
     * @param clients what the application has
     * @throws ConfigurationException if it configures nothing that works
     */
    static CarnetConfig read(Environment environment, List<StoreClient> clients) {
        Map<String, Object> properties =
                new LinkedHashMap<>(EnvironmentProperties.read(environment, SpringProperties.KEYS));
        servletSession(environment).forEach(properties::putIfAbsent);
        SpringSessionProperties.warn(environment);
        return new ApplicationConfiguration(properties, clients).read();
    }

    private static Map<String, Object> servletSession(Environment environment) {
        try {
            return ServletSessionProperties.of(environment).settings();
        } catch (IllegalArgumentException e) {
            throw new ConfigurationException(String.valueOf(e.getMessage()), e);
        }
    }

    private CarnetConfig read() {
        if (!properties.containsKey(ENGINE)) {
            properties.put(ENGINE, onlyCandidate());
        }
        handIn(String.valueOf(properties.get(ENGINE)));
        Map<String, Object> prefixed = new LinkedHashMap<>();
        properties.forEach((path, value) -> prefixed.put("carnet." + path, value));
        return CarnetConfig.ofProperties(SOURCE, prefixed);
    }

    private String onlyCandidate() {
        List<StoreClient> candidates =
                clients.stream().filter(StoreClient::isCandidate).toList();
        if (candidates.size() > 1) {
            String found = candidates.stream()
                    .map(each -> "carnet.session: " + each.engine() + " (" + each.description() + ")")
                    .collect(Collectors.joining(", "));
            throw new ConfigurationException(SOURCE + ": carnet.session is missing, and there are several possible"
                    + " stores; choose one of " + found);
        }
        if (candidates.isEmpty()) {
            LOG.warn("carnet.session is not set, and the application has no database that Carnet supports: sessions"
                    + " live in this process's memory and end with it");
            return MEMORY;
        }
        StoreClient only = candidates.get(0);
        LOG.info("carnet.session is not set: sessions live in {}, {}", only.engine(), only.description());
        return only.engine();
    }

    private void handIn(String engine) {
        clients.stream().filter(each -> each.isOf(engine)).findFirst().ifPresent(client -> {
            String section = "engines.session." + engine.strip() + ".";
            if (!isReplaced(client, section)) {
                client.settings().forEach((key, value) -> properties.putIfAbsent(section + key, value));
            }
        });
    }

    /** Whether the application says itself where the server is. */
    private boolean isReplaced(StoreClient client, String section) {
        return properties.keySet().stream()
                .map(EnvironmentProperties::uniform)
                .anyMatch(each -> client.replacedBy().stream()
                        .anyMatch(key -> each.startsWith(EnvironmentProperties.uniform(section + key))));
    }
}
