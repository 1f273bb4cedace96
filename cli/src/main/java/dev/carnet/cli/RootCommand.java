package dev.carnet.cli;

import dev.carnet.cli.command.ExitCode;
import java.util.Objects;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** {@code carnet} itself, and what every command of it understands. */
@Command(
        name = "carnet",
        description = "Manages the sessions of a web application, in any store.",
        synopsisSubcommandLabel = "COMMAND",
        versionProvider = RootCommand.Version.class,
        footer = {
            "",
            "Examples:",
            "  carnet demo                  an application to try, on http://localhost:3000",
            "  carnet list --user ada       which sessions does ada have?",
            "  carnet check -c my.yml       is this configuration correct?",
            "  carnet list --help           help for one command",
            "",
            "Exit codes: 0 done; 1 the answer is no; 2 wrong usage or configuration;",
            "3 the store cannot be reached."
        })
@SuppressWarnings("UnusedVariable") // picocli itself acts on the options
final class RootCommand implements Callable<Integer> {
    /** Says where an error comes from. */
    static final String DEBUG = "--debug";

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before it runs anything
    private CommandSpec spec;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            scope = ScopeType.INHERIT,
            description = "Show this help.")
    private boolean help;

    @Option(
            names = {"-V", "--version"},
            versionHelp = true,
            description = "Show the version.")
    private boolean version;

    @Option(
            names = DEBUG,
            scope = ScopeType.INHERIT,
            description = "Print a stack trace for errors (like CARNET_DEBUG=1).")
    private boolean debug;

    /** Shows the way; that is no success, as nothing was done. */
    @Override
    public Integer call() {
        spec.commandLine().usage(spec.commandLine().getErr());
        return ExitCode.USAGE;
    }

    /** The version the jar was built as. */
    static final class Version implements IVersionProvider {
        @Override
        public String[] getVersion() {
            String version = RootCommand.class.getPackage().getImplementationVersion();
            return new String[] {"carnet " + Objects.requireNonNullElse(version, "(not packaged)")};
        }
    }
}
