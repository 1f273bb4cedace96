package dev.carnet.spring;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.web.servlet.FlashMap;
import org.springframework.web.servlet.support.AbstractFlashMapManager;
import org.springframework.web.util.WebUtils;

/**
 * Keeps flash attributes in the session as maps of plain values, so that any store has them as JSON, and what a flash
 * attribute may be is what any attribute may be. Thread-safe as Spring's own: requests of one session that hold the same mutex
 * change them one after the other.
 */
final class StoredFlashMaps extends AbstractFlashMapManager {
    private static final String ATTRIBUTE = "spring.flash";
    private static final String PATH = "path";
    private static final String PARAMETERS = "parameters";
    private static final String EXPIRES = "expires";
    private static final String VALUES = "values";

    @Override
    protected @Nullable List<FlashMap> retrieveFlashMaps(HttpServletRequest request) {
        HttpSession session = request.getSession(false);
        Object stored = session == null ? null : session.getAttribute(ATTRIBUTE);
        if (!(stored instanceof List<?> maps)) {
            return null;
        }
        List<FlashMap> flashMaps = new ArrayList<>();
        maps.forEach(each -> flashMaps.add(flashMap((Map<?, ?>) each)));
        return flashMaps;
    }

    @Override
    protected void updateFlashMaps(List<FlashMap> flashMaps, HttpServletRequest request, HttpServletResponse response) {
        List<Map<String, Object>> stored = new ArrayList<>();
        flashMaps.forEach(each -> stored.add(plain(each)));
        WebUtils.setSessionAttribute(request, ATTRIBUTE, stored.isEmpty() ? null : stored);
    }

    @Override
    protected Object getFlashMapsMutex(HttpServletRequest request) {
        return WebUtils.getSessionMutex(request.getSession());
    }

    private static Map<String, Object> plain(FlashMap flashMap) {
        Map<String, Object> plain = new LinkedHashMap<>();
        if (flashMap.getTargetRequestPath() != null) {
            plain.put(PATH, flashMap.getTargetRequestPath());
        }
        Map<String, List<String>> parameters = new LinkedHashMap<>();
        flashMap.getTargetRequestParams().forEach((name, values) -> parameters.put(name, new ArrayList<>(values)));
        plain.put(PARAMETERS, parameters);
        plain.put(EXPIRES, flashMap.getExpirationTime());
        plain.put(VALUES, new LinkedHashMap<>(flashMap));
        return plain;
    }

    private static FlashMap flashMap(Map<?, ?> plain) {
        FlashMap flashMap = new FlashMap();
        flashMap.setTargetRequestPath((String) plain.get(PATH));
        map(plain, PARAMETERS)
                .forEach((name, values) -> ((List<?>) values)
                        .forEach(each -> flashMap.addTargetRequestParam((String) name, (String) each)));
        if (plain.get(EXPIRES) instanceof Number expires) {
            flashMap.setExpirationTime(expires.longValue());
        }
        map(plain, VALUES).forEach((name, value) -> flashMap.put((String) name, value));
        return flashMap;
    }

    private static Map<?, ?> map(Map<?, ?> plain, String name) {
        return plain.get(name) instanceof Map<?, ?> map ? map : Map.of();
    }
}
