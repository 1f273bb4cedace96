package dev.carnet.jetty;

import dev.carnet.SessionId;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.eclipse.jetty.http.HttpCookie;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.session.AbstractSessionManager;

/**
 * The session ids that a browser sent, in the order in which they are tried: cookies with the session's name, then ids in the
 * URL if the application tracks sessions by URL. Of many ids, only the first few and the last few are tried. Immutable.
 *
 * @param values well-formed ids; if there is none, the first other value, if any
 * @param cookies all values that came in cookies
 */
record SentIds(List<String> values, Set<String> cookies) {
    /** The number of ids from each end. Cookies that an attacker has set for longer paths precede the session's own. */
    private static final int MOST = 4;

    static SentIds of(Request request, AbstractSessionManager manager) {
        Set<String> cookies = manager.isUsingCookies() ? fromCookies(request, manager) : Set.of();
        List<String> all = new ArrayList<>(cookies);
        if (manager.isUsingUriParameters()) {
            all.addAll(fromUri(request, manager));
        }
        List<String> ids =
                all.stream().filter(each -> SessionId.parse(each).isPresent()).toList();
        List<String> values = ids.isEmpty() ? all.stream().limit(1).toList() : fewest(ids);
        return new SentIds(values, cookies);
    }

    private static List<String> fewest(List<String> ids) {
        if (ids.size() <= 2 * MOST) {
            return ids;
        }
        List<String> few = new ArrayList<>(ids.subList(0, MOST));
        few.addAll(ids.subList(ids.size() - MOST, ids.size()));
        return few;
    }

    private static Set<String> fromCookies(Request request, AbstractSessionManager manager) {
        Set<String> values = new LinkedHashSet<>();
        for (HttpCookie each : Request.getCookies(request)) {
            if (each.getName().equals(manager.getSessionCookie())) {
                values.add(each.getValue());
            }
        }
        return values;
    }

    private static List<String> fromUri(Request request, AbstractSessionManager manager) {
        String parameters = request.getHttpURI().getParam();
        String name = manager.getSessionIdPathParameterName() + "=";
        if (parameters == null) {
            return List.of();
        }
        return List.of(parameters.split(";", -1)).stream()
                .filter(each -> each.startsWith(name))
                .map(each -> each.substring(name.length()).strip())
                .toList();
    }

    boolean isFromCookie(String id) {
        return cookies.contains(id);
    }
}
