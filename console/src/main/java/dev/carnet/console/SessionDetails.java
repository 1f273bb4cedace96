package dev.carnet.console;

import dev.carnet.audit.AuditAction;
import dev.carnet.error.UnreadableSessionException;
import dev.carnet.spi.Encoded;
import dev.carnet.spi.SessionRecord;
import dev.carnet.text.Printable;
import dev.carnet.text.Words;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One session, whole. */
final class SessionDetails implements PageHandler {
    /** A value that has more characters is cut off. */
    private static final int LONGEST_VALUE = 50_000;

    private final ConsoleStore console;
    private final AttributeJson values;
    private final MaskedJson json;

    SessionDetails(ConsoleStore console, AttributeJson values, MaskedJson json) {
        this.console = console;
        this.values = values;
        this.json = json;
    }

    /**
     * What the page shows.
     *
     * @param encrypted whether there are values that only a configuration with their key can read
     */
    record Page(Row session, List<Attribute> attributes, boolean encrypted) {}

    /**
     * An attribute.
     *
     * @param value indented JSON, masked; null if it is none
     * @param cut how many characters were left out; empty for none
     * @param types the codec's note; empty without one
     */
    record Attribute(String name, @Nullable String value, String size, String cut, String types) {}

    static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    @Override
    public void handle(Exchange exchange) throws IOException {
        String handle = exchange.field("handle");
        SessionRecord session = find(handle)
                .orElseThrow(() -> new RefusedRequestException(
                        404, "There is no session with this handle: it has ended, or the handle is misspelt."));
        exchange.audit(console).record(AuditAction.LOOK, handle, 1, false);
        List<Attribute> attributes = new ArrayList<>();
        session.attributes().values().forEach((name, value) -> attributes.add(attribute(name, value)));
        exchange.page(
                "session",
                new Page(
                        Row.of(session.header(), console.now()),
                        attributes,
                        session.attributes().hasSealed()));
    }

    private Optional<SessionRecord> find(String handle) {
        try {
            return console.sessions().find(handle);
        } catch (UnreadableSessionException e) {
            throw new RefusedRequestException(
                    404,
                    "The record of this session cannot be read: " + Printable.line(String.valueOf(e.getMessage())));
        }
    }

    private Attribute attribute(String name, Encoded stored) {
        String shown = json.of(name, values.of(stored).bytes()).orElse(null);
        int over = shown == null ? 0 : Math.max(0, shown.length() - LONGEST_VALUE);
        return new Attribute(
                Printable.line(name),
                shown == null || over == 0 ? shown : Printable.lines(shown.substring(0, LONGEST_VALUE)),
                Words.size(stored.size()),
                over == 0 ? "" : Words.number(over),
                stored.types() == null ? "" : Printable.line(stored.types()));
    }
}
