package dev.carnet.cli.terminal;

import ch.qos.logback.classic.ClassicConstants;
import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.Configurator;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.spi.ContextAwareBase;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/**
 * Warnings on standard error, a line each. Found by logback itself; in code, because reading a file would cost every command
 * a tenth of a second. An operator's own file, named by the system property {@code logback.configurationFile}, replaces it.
 */
public final class Logging extends ContextAwareBase implements Configurator {
    private static final String LINE =
            "carnet: %replace(%replace(%msg){'[\\r\\n]+', ' '}){'[\\p{Cc}\\p{Zl}\\p{Zp}]', '?'}%n%nopex";

    /** What these have to say about a failure, the command says itself. */
    private static final List<String> SAID_ANYWAY = List.of(
            "dev.carnet.session", "com.zaxxer.hikari", "redis.clients.jedis", "org.mariadb.jdbc", "org.mongodb.driver");

    /** The exception of the driver says all of it, and what is to be done. */
    private static final String LIBRARY_LOADER = "org.sqlite.SQLiteJDBCLoader";

    /** What these say of every command is said only where the configuration asks for it. */
    private static final List<String> ASKED_FOR = List.of("dev.carnet.redis");

    @Override
    public ExecutionStatus configure(LoggerContext context) {
        if (System.getProperty(ClassicConstants.CONFIG_FILE_PROPERTY) != null) {
            return ExecutionStatus.INVOKE_NEXT_IF_ANY;
        }
        PatternLayoutEncoder encoder = new PatternLayoutEncoder();
        encoder.setContext(context);
        encoder.setCharset(StandardCharsets.UTF_8);
        encoder.setPattern(LINE);
        encoder.start();

        ConsoleAppender<ILoggingEvent> stderr = new ConsoleAppender<>();
        stderr.setContext(context);
        stderr.setTarget("System.err");
        stderr.setEncoder(encoder);
        stderr.start();

        Logger root = context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        root.setLevel(Level.WARN);
        root.addAppender(stderr);
        SAID_ANYWAY.forEach(name -> context.getLogger(name).setLevel(Level.OFF));
        context.getLogger(LIBRARY_LOADER).setLevel(Level.OFF);
        ASKED_FOR.forEach(name -> context.getLogger(name).setLevel(Level.INFO));
        return ExecutionStatus.DO_NOT_INVOKE_NEXT_IF_ANY;
    }

    /** Runs what goes on serving, and gives its exit code: nobody else would say what fails meanwhile. */
    public static int whileServing(IntSupplier work) {
        setSaidAnyway(null);
        try {
            return work.getAsInt();
        } finally {
            setSaidAnyway(Level.OFF);
        }
    }

    private static void setSaidAnyway(@Nullable Level level) {
        if (LoggerFactory.getILoggerFactory() instanceof LoggerContext context) {
            SAID_ANYWAY.forEach(name -> context.getLogger(name).setLevel(level));
        }
    }
}
