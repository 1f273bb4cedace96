package dev.carnet.servlet;

import dev.carnet.config.CookieOptions;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Warns once if a proxy terminates TLS and the container is not configured for it: the session's cookie is then neither
 * {@code Secure} nor prefixed. Thread-safe.
 */
final class ProxyWarning {
    private static final Logger LOG = LoggerFactory.getLogger(ProxyWarning.class);

    private final AtomicBoolean said = new AtomicBoolean();

    void check(HttpServletRequest request, CookieOptions options) {
        warning(request, options).ifPresent(LOG::warn);
    }

    /** The warning, on the first call. */
    Optional<String> warning(HttpServletRequest request, CookieOptions options) {
        boolean unnoticed = options.secure() == null && !request.isSecure() && cameByHttps(request);
        if (!unnoticed || !said.compareAndSet(false, true)) {
            return Optional.empty();
        }
        return Optional.of(
                "requests come over https through a proxy, but the container treats them as http, so the session's"
                        + " cookie is not Secure: "
                        + remedy(String.valueOf(request.getServletContext().getServerInfo()))
                        + "; or set session_secure: true");
    }

    private static boolean cameByHttps(HttpServletRequest request) {
        return is("https", request.getHeader("X-Forwarded-Proto"))
                || is("https", request.getHeader("X-Forwarded-Scheme"))
                || is("on", request.getHeader("X-Forwarded-Ssl"))
                || is("on", request.getHeader("Front-End-Https"))
                || forwarded(request.getHeader("Forwarded"));
    }

    private static boolean is(String expected, @Nullable String header) {
        return header != null && header.split(",", 2)[0].strip().equalsIgnoreCase(expected);
    }

    /** RFC 7239. */
    private static boolean forwarded(@Nullable String header) {
        return header != null
                && header.replace("\"", "").toLowerCase(Locale.ROOT).contains("proto=https");
    }

    private static String remedy(String server) {
        String name = server.toLowerCase(Locale.ROOT);
        if (name.contains("tomcat")) {
            return "add a RemoteIpValve to Tomcat's <Host> (server.xml), or in Spring Boot set"
                    + " server.forward-headers-strategy=native";
        }
        if (name.contains("jetty")) {
            return "enable Jetty's module http-forwarded (ForwardedRequestCustomizer), or in Spring Boot set"
                    + " server.forward-headers-strategy=native";
        }
        if (name.contains("undertow") || name.contains("wildfly") || name.contains("jboss")) {
            return "set proxy-address-forwarding=\"true\" on the listener (in code: ProxyPeerAddressHandler)";
        }
        return "configure the container to use the proxy's Forwarded or X-Forwarded-Proto header";
    }
}
