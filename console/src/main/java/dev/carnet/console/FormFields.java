package dev.carnet.console;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Map;

/** Hidden fields that each form of the console carries for the application: its own filter's token against forged requests. */
@FunctionalInterface
public interface FormFields {
    /** No fields. */
    FormFields NONE = request -> Map.of();

    /** Name to value, for the page that answers a request; called by many threads at once. */
    Map<String, String> of(HttpServletRequest request);
}
