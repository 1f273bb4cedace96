package dev.carnet.cli.serve;

import dev.carnet.cli.command.ConfigOption;
import dev.carnet.cli.command.Configured;
import dev.carnet.cli.command.ExitCode;
import dev.carnet.cli.terminal.Logging;
import dev.carnet.cli.terminal.Shell;
import dev.carnet.cli.terminal.Table;
import dev.carnet.demo.DemoServer;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code carnet demo}: an application whose sessions one can look at. */
@Command(
        name = "demo",
        description = {
            "Run an application whose sessions you can watch.",
            "Log in and count, kill the process and start it again: you are still logged in."
        },
        footer = {
            "",
            "Examples:",
            "  carnet demo",
            "  carnet demo --port 3001      a second instance that shares the sessions"
        })
public final class DemoCommand implements Callable<Integer> {
    private final Shell shell;

    @Option(
            names = {"-p", "--port"},
            paramLabel = "PORT",
            defaultValue = "3000",
            converter = PortConverter.class,
            description =
                    "Port to listen on, on this machine only; 0 selects a free port. Default is" + " ${DEFAULT-VALUE}.")
    private int port;

    @Mixin
    private final ConfigOption config = new ConfigOption();

    public DemoCommand(Shell shell) {
        this.shell = shell;
    }

    @Override
    public Integer call() {
        Configured configured = config.chooseForDemo(shell);
        return Logging.whileServing(() -> serve(configured));
    }

    private int serve(Configured configured) {
        try (DemoServer server = DemoServer.start(configured.config(), port)) {
            Table table = Table.ofNames(shell);
            table.add("Demo", server.uri().toString());
            table.add("Sessions", configured.config().session() + " in " + configured.source());
            String carnet = shell.variables().getOrDefault("CARNET_COMMAND", "carnet");
            table.add("See them", carnet + " list" + config.again() + ", in another terminal");
            table.add("Console", server.consoleUri() + ", token " + server.consoleToken());
            table.add("Folder", shell.directory().toAbsolutePath() + ", where that command looks for them");
            table.add("Stop", "Ctrl-C");
            table.print();
            shell.out().flush();
            server.await();
        }
        return ExitCode.DONE;
    }
}
