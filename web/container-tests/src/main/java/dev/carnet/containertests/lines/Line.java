package dev.carnet.containertests.lines;

import java.util.ArrayList;
import java.util.List;

/**
 * One line of the TCK: what a visitor asks for, step by step, and what the specification says is answered. Immutable.
 *
 * @param name the TCK's, of package and test
 * @param expected the answers, with {@code " / "} between them
 * @param steps what is done for each answer
 */
public record Line(String name, String expected, List<Step> steps) {
    /** What is done with a request; an exception's class is an answer too. */
    @FunctionalInterface
    public interface Work {
        Object answer(LineVisit visit) throws Exception;
    }

    /**
     * One request.
     *
     * @param to the path of the application and the servlet, such as {@code /lines/do}
     * @param suffix of the path, such as {@code ;jsessionid=x}
     * @param waits whether the visitor waits before it, until a session of a second is over
     */
    public record Step(String to, String suffix, boolean waits, Work work) {}

    /** A line of one request. */
    static Line of(String name, Object expected, Work work) {
        return new Line(name, String.valueOf(expected), List.of()).then(work);
    }

    /** A line of several requests, which {@link #then} adds. */
    static Line of(String name, String expected) {
        return new Line(name, expected, List.of());
    }

    Line then(Work work) {
        return with(new Step("/lines/do", "", false, work));
    }

    Line then(String to, String suffix, Work work) {
        return with(new Step(to, suffix, false, work));
    }

    Line thenLater(String to, Work work) {
        return with(new Step(to, "", true, work));
    }

    private Line with(Step step) {
        List<Step> more = new ArrayList<>(steps);
        more.add(step);
        return new Line(name, expected, List.copyOf(more));
    }

    /** The same with a wrapped request, under the TCK's name for that. */
    Line wrapped() {
        return new Line(
                name.replace("httpservletrequest.", "httpservletrequestwrapper."),
                expected,
                steps.stream()
                        .map(each -> new Step(
                                each.to(),
                                each.suffix(),
                                each.waits(),
                                visit -> each.work().answer(visit.wrapped())))
                        .toList());
    }

    boolean waits() {
        return steps.stream().anyMatch(Step::waits);
    }

    @Override
    public String toString() {
        return name;
    }
}
