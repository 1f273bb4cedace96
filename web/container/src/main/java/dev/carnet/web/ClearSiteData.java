package dev.carnet.web;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What a browser is told to forget of the site when a session ends. Browsers heed that on https.
 *
 * @param value of the header, such as {@code "cache", "storage"}
 */
public record ClearSiteData(String value) {
    public static final String HEADER = "Clear-Site-Data";

    /** The header for these directives; empty for none. */
    public static Optional<ClearSiteData> of(List<String> directives) {
        return directives.isEmpty()
                ? Optional.empty()
                : Optional.of(new ClearSiteData(
                        directives.stream().map(each -> '"' + each + '"').collect(Collectors.joining(", "))));
    }
}
