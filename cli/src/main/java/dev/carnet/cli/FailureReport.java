package dev.carnet.cli;

import dev.carnet.cli.command.ExitCode;
import dev.carnet.cli.terminal.Shell;
import dev.carnet.error.ConfigurationException;
import dev.carnet.error.SessionException;
import dev.carnet.error.UnreadableSessionException;
import dev.carnet.text.Printable;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.regex.Pattern;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** Says in one message what went wrong, and knows its exit code. Stack traces are for those who ask. */
final class FailureReport implements IParameterExceptionHandler, IExecutionExceptionHandler {
    private static final String VARIABLE = "CARNET_DEBUG";

    /** What picocli puts before some messages, as this class does before all. */
    private static final Pattern PREFIX = Pattern.compile("^Error: ");

    private final PrintWriter err;
    private final boolean debug;

    FailureReport(Shell shell, String... args) {
        this.err = shell.err();
        this.debug = shell.isSet(VARIABLE) || Arrays.asList(args).contains(RootCommand.DEBUG);
    }

    /** What the shell's user got wrong. */
    @Override
    public int handleParseException(ParameterException e, String[] args) {
        CommandLine command = e.getCommandLine();
        print(PREFIX.matcher(String.valueOf(e.getMessage())).replaceFirst(""), e);
        UnmatchedArgumentException.printSuggestions(e, err);
        err.println("Try '" + command.getCommandSpec().qualifiedName() + " --help'.");
        return ExitCode.USAGE;
    }

    /** What went wrong when a command ran. */
    @Override
    public int handleExecutionException(Exception e, CommandLine command, ParseResult parsed) {
        return report(e);
    }

    int report(Throwable e) {
        print(message(e), e);
        return exitCode(e);
    }

    private static int exitCode(Throwable e) {
        if (e instanceof ConfigurationException) {
            return ExitCode.USAGE;
        }
        return e instanceof UnreadableSessionException ? ExitCode.NO : ExitCode.UNREACHABLE;
    }

    private static String message(Throwable e) {
        String message = e.getMessage();
        if (message == null || !(e instanceof SessionException || e instanceof UncheckedIOException)) {
            return "an unexpected error: " + e + "; " + RootCommand.DEBUG + " shows the stack trace";
        }
        return message;
    }

    private void print(String message, Throwable e) {
        err.println("carnet: " + Printable.lines(message)); // it may repeat what was typed, or what is stored
        if (debug) {
            e.printStackTrace(err);
        }
    }
}
