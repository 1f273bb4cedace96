package dev.carnet.servlet;

import dev.carnet.config.CookieOptions;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * The default name of the session's cookie: {@code session}, followed by the web application's path if it has one, so
 * that two applications on one host do not conflict; on https preceded by the strongest prefix that domain and path
 * allow. Immutable.
 */
final class CookieNames {
    private static final String PLAIN = "session";

    final String contextPath;
    final String plain;
    final String secure;

    /** @param contextPath empty, or begins with a slash */
    CookieNames(CookieOptions options, String contextPath) {
        this.contextPath = contextPath;
        String configured = options.name();
        String unprefixed = PLAIN + suffix(contextPath);
        plain = configured == null ? unprefixed : configured;
        secure = configured == null ? prefix(options) + unprefixed : configured;
    }

    private static String prefix(CookieOptions options) {
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
