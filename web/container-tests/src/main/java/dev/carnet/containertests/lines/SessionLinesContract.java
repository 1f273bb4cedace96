package dev.carnet.containertests.lines;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;

/**
 * The Servlet TCK's lines about sessions, on the bare container and on the same with Carnet: the answers are the same. A server
 * has three applications: {@code /lines} with {@link LineServlet} at {@code /do} and {@link ToldEvents}, {@code /other}, with
 * {@link LineServlet} at {@code /do} and {@link OtherServlet} elsewhere, and {@code /cookies} with {@link LineServlet} at
 * {@code /do} and {@link CookieListener}. Dispatches between them are allowed. {@link ToldEvents.Value} may be in a session.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public abstract class SessionLinesContract {
    /** A started server. */
    public interface Server extends AutoCloseable {
        int port();
    }

    private Map<String, String> bare;
    private Map<String, String> carnet;

    /** Starts the container with its own sessions, or with Carnet's. */
    protected abstract Server start(boolean withCarnet) throws Exception;

    /** The lines that differ, with the reason. */
    protected abstract Map<String, String> differences();

    /** How many lines Carnet answers as the specification says: as in the guide. */
    protected abstract int passed();

    /** How many the bare container does. */
    protected abstract int passedBare();

    private Map<String, String> answers(boolean withCarnet) throws Exception {
        try (Server server = start(withCarnet)) {
            return LineVisitor.answers(server.port());
        }
    }

    private void ask() throws Exception {
        if (bare == null) {
            bare = answers(false);
            carnet = answers(true);
        }
    }

    @TestFactory
    Stream<DynamicTest> each_line_is_answered_as_by_the_bare_container() throws Exception {
        ask();
        return Lines.all().stream().map(line -> DynamicTest.dynamicTest(line.name(), () -> compare(line.name())));
    }

    private void compare(String line) {
        if (differences().containsKey(line)) {
            assertThat(carnet.get(line)).isNotEqualTo(bare.get(line));
        } else {
            assertThat(carnet.get(line)).isEqualTo(bare.get(line));
        }
    }

    @Test
    void the_guide_says_how_many_are_as_the_specification_has_them() throws Exception {
        ask();

        assertThat(passed(bare)).as("bare container, missed: " + missed(bare)).isEqualTo(passedBare());
        assertThat(passed(carnet)).as("Carnet, missed: " + missed(carnet)).isEqualTo(passed());
    }

    private static long passed(Map<String, String> answers) {
        return Lines.all().size() - missed(answers).lines().count();
    }

    private static String missed(Map<String, String> answers) {
        StringBuilder missed = new StringBuilder();
        for (Line each : Lines.all()) {
            String answer = answers.get(each.name());
            if (!each.expected().equals(answer)) {
                missed.append(each.name() + ": " + answer + " but should be " + each.expected() + "\n");
            }
        }
        return missed.toString();
    }
}
