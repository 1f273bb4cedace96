package dev.carnet.console;

import dev.carnet.text.Words;
import java.io.IOException;
import java.io.StringWriter;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/** What the console does and has done lately, and how far it is. */
final class WorkPage {
    private final ConsoleStore console;
    private final Works works;

    WorkPage(ConsoleStore console, Works works) {
        this.console = console;
        this.works = works;
    }

    /** What the page shows. */
    record Page(@Nullable Line work, List<Line> latest) {}

    /** A piece of work in words. */
    record Line(
            String id,
            String title,
            Row.Time begun,
            boolean running,
            boolean failed,
            long done,
            long expected,
            String shown,
            String outcome) {
        static Line of(Work work, Instant now) {
            return new Line(
                    work.id(),
                    work.title(),
                    Row.Time.of(work.begunAt(), now),
                    work.state() == Work.State.RUNNING,
                    work.state() == Work.State.FAILED,
                    work.done(),
                    work.expected(),
                    Words.number(work.done())
                            + (work.expected() == Work.UNKNOWN
                                    ? " so far"
                                    : " of about " + Words.number(work.expected())),
                    work.outcome());
        }
    }

    void page(Exchange exchange) throws IOException {
        String id = exchange.field("id");
        Instant now = console.now();
        Line line = id.isEmpty() ? null : Line.of(find(id), now);
        exchange.page(
                "work",
                new Page(
                        line,
                        works.latest().stream().map(each -> Line.of(each, now)).toList()));
    }

    void json(Exchange exchange) throws IOException {
        Work work = find(exchange.field("id"));
        StringWriter text = new StringWriter();
        try (JsonGenerator json = MaskedJson.answer(text)) {
            json.writeStartObject();
            json.writeBooleanProperty("running", work.state() == Work.State.RUNNING);
            json.writeNumberProperty("done", work.done());
            json.writeNumberProperty("expected", work.expected());
            json.writeStringProperty("shown", Line.of(work, console.now()).shown());
            json.writeEndObject();
        }
        exchange.json(text.toString());
    }

    private Work find(String id) {
        return works.find(id)
                .orElseThrow(() ->
                        new RefusedRequestException(404, "This action is no longer in the list; see the audit log."));
    }
}
