package dev.carnet.servlet;

import dev.carnet.config.CookieOptions;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * The default name of the session's cookie: {@code session}, followed by the web application's path if it has one, so
 * that two applications on one host do not conflict; on https preceded by the strongest prefix that domain and path
 * allow.
 */
final class CookieName {
    private static final String PLAIN = "session";

    private CookieName() {}

    /** @param contextPath empty, or begins with a slash */
    static String of(CookieOptions options, boolean secure, String contextPath) {
        String configured = options.name();
        return configured == null ? prefix(options, secure) + PLAIN + suffix(contextPath) : configured;
    }

    private static String prefix(CookieOptions options, boolean secure) {
        if (!secure) {
            return "";
        }
        return options.domain() == null && options.path().equals("/") ? "__Host-" : "__Secure-";
    }

    private static String suffix(String contextPath) {
        if (contextPath.isEmpty() || contextPath.equals("/")) {
            return "";
        }
        StringBuilder suffix = new StringBuilder("-");
        for (byte each : contextPath.substring(1).getBytes(StandardCharsets.UTF_8)) {
            char c = (char) (each & 0xff);
            if (c == '/') {
                suffix.append('.');
            } else if ((c >= 'a' && c <= 'z')
                    || (c >= 'A' && c <= 'Z')
                    || (c >= '0' && c <= '9')
                    || c == '-'
                    || c == '_') {
                suffix.append(c);
            } else {
                suffix.append(String.format(Locale.ROOT, "%%%02X", (int) c));
            }
        }
        return suffix.toString();
    }
}
