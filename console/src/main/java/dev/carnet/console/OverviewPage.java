package dev.carnet.console;

import dev.carnet.text.Printable;
import dev.carnet.text.Words;
import java.io.IOException;
import java.io.StringWriter;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/** All sessions in figures and charts. */
final class OverviewPage {
    private static final String UNKNOWN = "…";

    private final ConsoleStore console;
    private final Watch watch;
    private final Works works;

    OverviewPage(ConsoleStore console, Watch watch, Works works) {
        this.console = console;
        this.watch = watch;
        this.works = works;
    }

    /**
     * What the page shows.
     *
     * @param failure what the store said; empty while it answers
     * @param sample null until a sample is there
     */
    record Page(
            String store,
            List<Figure> figures,
            String failure,
            @Nullable Sample sample,
            long running) {}

    /** A number with its name; {@code id} is what the script calls it. */
    record Figure(String id, String name, String value, String note) {}

    /**
     * What sessions are like.
     *
     * @param basis how many were looked at, and how wrong the shares may be
     */
    record Sample(String basis, List<Chart> charts, List<User> users, String usersNote, long unreadable) {}

    /** How many sessions are how old, how idle or how large. */
    record Chart(String title, List<Bar> bars) {}

    /**
     * A bar.
     *
     * @param percent the share, without a sign, as a number that SVG takes
     */
    record Bar(String name, String percent, String shown) {}

    /** A user with many sessions. */
    record User(String name, String link, String sessions) {}

    void page(Exchange exchange) throws IOException {
        watch.looked();
        long running = works.latest().stream()
                .filter(each -> each.state() == Work.State.RUNNING)
                .count();
        exchange.page(
                "overview",
                new Page(
                        console.store().traits().name(),
                        figures(),
                        failure(),
                        watch.survey().map(this::sample).orElse(null),
                        running));
    }

    private String failure() {
        return watch.latest().map(Reading::failure).orElse("");
    }

    private List<Figure> figures() {
        Optional<Reading> latest = watch.latest();
        Optional<Survey> survey = watch.survey();
        List<Figure> figures = new ArrayList<>();
        figures.add(new Figure("live", "live sessions", number(latest.map(Reading::live)), ""));
        figures.add(active(latest.map(Reading::active), survey));
        figures.add(new Figure(
                "expired",
                "expired, not swept yet",
                console.store().traits().nativeExpiry() ? "–" : number(latest.map(Reading::expired)),
                console.store().traits().nativeExpiry() ? "the store deletes them" : ""));
        figures.add(new Figure(
                "size",
                "mean size",
                survey.map(each -> Words.size(each.meanSize())).orElse(UNKNOWN),
                survey.map(this::sizeNote).orElse("")));
        figures.add(new Figure(
                "latency",
                "a read takes",
                latest.map(Reading::latency).map(Words::millis).orElse(UNKNOWN),
                latencyNote()));
        return figures;
    }

    /** Where counting takes the store long, what the sample says. */
    private Figure active(Optional<Long> counted, Optional<Survey> survey) {
        String name = "used in the last minute";
        if (counted.isPresent() || survey.isEmpty() || survey.get().dated() == 0) {
            return new Figure("active", name, number(counted), "");
        }
        double share = (double) survey.get().idle().count(0) / survey.get().dated();
        return new Figure("active", name, "≈ " + Words.number(Math.round(share * all())), "from the sample");
    }

    private static String number(Optional<Long> number) {
        return number.map(Words::number).orElse(UNKNOWN);
    }

    private String sizeNote(Survey survey) {
        double error = survey.meanError(all());
        String all = "all: about " + Words.size(survey.meanSize() * all());
        return error == 0 ? all : "± " + Words.size(error) + "; " + all;
    }

    private String latencyNote() {
        List<Double> latencies = watch.readings().stream()
                .map(Reading::latency)
                .filter(Objects::nonNull)
                .sorted()
                .toList();
        return latencies.size() < 2
                ? ""
                : "median " + Words.millis(latencies.get(latencies.size() / 2)) + ", worst "
                        + Words.millis(latencies.get(latencies.size() - 1));
    }

    private long all() {
        return watch.live();
    }

    private Sample sample(Survey survey) {
        return new Sample(
                basis(survey),
                List.of(
                        chart("Idle for", survey.idle(), survey.dated(), survey),
                        chart("Began", survey.age(), survey.dated(), survey),
                        chart("Size", survey.size(), survey.looked(), survey)),
                survey.users().stream().map(each -> user(each, survey)).toList(),
                usersNote(survey),
                survey.unreadable());
    }

    private String basis(Survey survey) {
        String when = Words.relative(survey.at(), console.now());
        if (survey.isWhole()) {
            return "All " + Words.count(survey.looked(), "live session") + ", read " + when + ".";
        }
        return "A sample of " + Words.number(survey.looked()) + " of " + Words.number(all())
                + " live sessions, drawn by their random keys " + when + ". Percentages are accurate within ± "
                + Words.decimal(survey.shareError(all()), "0.0") + " percentage points (95 % confidence).";
    }

    private Chart chart(String title, Distribution histogram, long of, Survey survey) {
        List<Bar> bars = new ArrayList<>();
        for (int i = 0; i < histogram.bars().size(); i++) {
            double share = of == 0 ? 0 : (double) histogram.count(i) / of;
            String percent = Words.decimal(100 * share, "0.0");
            String count = survey.isWhole()
                    ? Words.number(histogram.count(i))
                    : "about " + Words.number(Math.round(share * all()));
            bars.add(new Bar(histogram.bars().get(i).name(), percent, count + " (" + percent + " %)"));
        }
        return new Chart(title, bars);
    }

    private User user(Survey.UserCount user, Survey survey) {
        String sessions = user.counted()
                ? Words.number(user.sessions())
                : "about " + Words.number(Math.round((double) user.sessions() * all() / survey.looked()));
        return new User(Printable.line(user.name()), SessionDetails.encoded(user.name()), sessions);
    }

    private String usersNote(Survey survey) {
        if (survey.isWhole()) {
            return Words.count(survey.differentUsers(), "user") + " with live sessions.";
        }
        String counted = console.store().traits().principalIndex()
                ? "These users were found in the sample; the store counted their sessions exactly."
                : "Found and counted in the sample, so the numbers are estimates.";
        return counted + " Users with fewer than " + Words.number(survey.surelySeen(all()))
                + " sessions may be missing (95 % confidence).";
    }

    /** The readings as columns, for the charts. */
    void json(Exchange exchange) throws IOException {
        watch.looked();
        List<Reading> readings = watch.readings();
        StringWriter text = new StringWriter();
        try (JsonGenerator json = MaskedJson.answer(text)) {
            json.writeStartObject();
            json.writeName("figures").writeStartObject();
            for (Figure each : figures()) {
                json.writeName(each.id()).writeStartObject();
                json.writeStringProperty("value", each.value());
                json.writeStringProperty("note", each.note());
                json.writeEndObject();
            }
            json.writeEndObject();
            json.writeStringProperty("failure", Objects.requireNonNullElse(failure(), ""));
            column(json, "at", readings, each -> each.at().toEpochMilli() / 1000.0);
            column(json, "live", readings, Reading::live);
            column(json, "active", readings, Reading::active);
            column(json, "latency", readings, Reading::latency);
            changes(json, readings);
            json.writeEndObject();
        }
        exchange.json(text.toString());
    }

    private interface Column {
        @Nullable
        Number of(Reading reading);
    }

    private static void column(JsonGenerator json, String name, List<Reading> readings, Column column) {
        json.writeName(name).writeStartArray();
        readings.forEach(each -> number(json, column.of(each)));
        json.writeEndArray();
    }

    private static void number(JsonGenerator json, @Nullable Number number) {
        if (number == null) {
            json.writeNull();
        } else if (number instanceof Double fraction) {
            json.writeNumber(Math.round(fraction * 1000) / 1000.0);
        } else {
            json.writeNumber(number.longValue());
        }
    }

    /** By how many sessions a minute the number of live ones grows, over the last minute of readings. */
    private static void changes(JsonGenerator json, List<Reading> readings) {
        json.writeName("change").writeStartArray();
        for (int i = 0; i < readings.size(); i++) {
            number(json, change(readings, i));
        }
        json.writeEndArray();
    }

    private static @Nullable Number change(List<Reading> readings, int at) {
        Reading now = readings.get(at);
        Instant minuteAgo = now.at().minusSeconds(60);
        Reading before = readings.subList(0, at).stream()
                .filter(each -> each.live() != null && !each.at().isBefore(minuteAgo))
                .min(Comparator.comparing(Reading::at))
                .orElse(null);
        Long live = now.live();
        if (before == null || before.live() == null || live == null) {
            return null;
        }
        double minutes = (now.at().toEpochMilli() - before.at().toEpochMilli()) / 60_000.0;
        return minutes == 0 ? null : (Number) ((live - before.live()) / minutes);
    }
}
