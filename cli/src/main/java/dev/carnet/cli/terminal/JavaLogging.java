package dev.carnet.cli.terminal;

import dev.carnet.text.Printable;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.logging.Formatter;
import java.util.logging.LogManager;
import java.util.logging.LogRecord;

/**
 * What libraries log by {@code java.util.logging}: warnings on standard error, a line each. Made by Java itself when the first of
 * them logs, so that it costs the other commands nothing. An operator's own file, named by the system property
 * {@code java.util.logging.config.file}, replaces it.
 */
public final class JavaLogging {
    private static final String CLASS = "java.util.logging.config.class";
    private static final String FILE = "java.util.logging.config.file";

    /** What EclipseLink has to say about a failure, with its stack trace, the command says itself. */
    private static final String SETTINGS = """
            handlers=java.util.logging.ConsoleHandler
            .level=WARNING
            java.util.logging.ConsoleHandler.level=WARNING
            java.util.logging.ConsoleHandler.encoding=UTF-8
            java.util.logging.ConsoleHandler.formatter=%s
            org.eclipse.persistence.level=OFF
            org.eclipse.persistence.useParentHandlers=false
            """.formatted(Line.class.getName());

    /** Called by Java. */
    public JavaLogging() throws IOException {
        LogManager.getLogManager()
                .readConfiguration(new ByteArrayInputStream(SETTINGS.getBytes(StandardCharsets.ISO_8859_1)));
    }

    /** Before anything logs. */
    public static void install() {
        if (System.getProperty(CLASS) == null && System.getProperty(FILE) == null) {
            System.setProperty(CLASS, JavaLogging.class.getName());
        }
    }

    /** A line without a stack trace. */
    public static final class Line extends Formatter {
        @Override
        public String format(LogRecord record) {
            return "carnet: " + Printable.line(formatMessage(record)) + "\n";
        }
    }
}
