package dev.carnet.cli.serve;

import dev.carnet.cli.command.AuditOption;
import dev.carnet.cli.command.ConfigOption;
import dev.carnet.cli.command.Configured;
import dev.carnet.cli.command.ExitCode;
import dev.carnet.cli.command.OpenStore;
import dev.carnet.cli.terminal.Logging;
import dev.carnet.cli.terminal.Shell;
import dev.carnet.cli.terminal.Table;
import dev.carnet.console.ConsoleServlet;
import dev.carnet.console.server.ConsoleServer;
import dev.carnet.console.server.EmbeddedTomcat;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code carnet console}: pages to look at sessions with, and to end them. */
@Command(
        name = "console",
        description = "Show and manage sessions in the browser: figures, search, end, sweep.",
        footer = {
            "",
            "Prints an address and a token; the browser asks for the token once. Listens on this",
            "machine only. To reach it from another, forward its port by SSH, or use --bind",
            "with a proxy in front of it that has TLS.",
            "",
            "Examples:",
            "  carnet console",
            "  carnet console --config my.yml --port 8421 --mask iban",
            "  ssh -L 8420:localhost:8420 HOST carnet console"
        })
public final class ConsoleCommand implements Callable<Integer> {
    private static final String TOKEN_VARIABLE = "CARNET_CONSOLE_TOKEN";

    private final Shell shell;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before it runs anything
    private CommandSpec spec;

    @Option(
            names = {"-p", "--port"},
            paramLabel = "PORT",
            defaultValue = "8420",
            converter = PortConverter.class,
            description = "Port to listen on; 0 selects a free port. Default is ${DEFAULT-VALUE}.")
    private int port;

    @Option(
            names = "--bind",
            paramLabel = "ADDRESS",
            defaultValue = EmbeddedTomcat.LOOPBACK,
            description = "Address of this machine to listen on. Default is ${DEFAULT-VALUE}.")
    @SuppressWarnings("NullAway.Init") // it has a default
    private String address;

    @Option(
            names = "--token",
            paramLabel = "TOKEN",
            description = "The token, at least 16 characters; better set it in the variable " + TOKEN_VARIABLE
                    + ", because other users see a command's options. Default is a random token.")
    private @Nullable String token;

    @Option(
            names = "--mask",
            paramLabel = "TEXT",
            split = ",",
            description = "Also mask attributes whose names contain this text, besides pass, secret, token, card"
                    + " and cvv.")
    private List<String> masked = List.of();

    @Mixin
    private final AuditOption audit = new AuditOption();

    @Mixin
    private final ConfigOption config = new ConfigOption();

    public ConsoleCommand(Shell shell) {
        this.shell = shell;
    }

    @Override
    public Integer call() {
        Configured configured = config.choose(shell);
        return Logging.whileServing(() -> serve(configured));
    }

    private int serve(Configured configured) {
        boolean loopback = isLoopback();
        String right = tokenToGive();
        try (OpenStore open = configured.open(shell.clock())) {
            ConsoleServlet.Builder builder = ConsoleServlet.builder(open.store(), open.options())
                    .clock(shell.clock())
                    .configuration(configured.config())
                    .mask(masked)
                    .loopbackOnly(loopback);
            audit.listeners(shell).forEach(builder::auditListener);
            try (ConsoleServer server = ConsoleServer.start(secured(builder, right), address, port)) {
                print(server, configured, right, loopback);
                server.await();
            }
        }
        return ExitCode.DONE;
    }

    private ConsoleServlet secured(ConsoleServlet.Builder builder, String right) {
        try {
            return builder.token(right).build();
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
        }
    }

    private String tokenToGive() {
        if (token != null) {
            return token;
        }
        return shell.isSet(TOKEN_VARIABLE)
                ? shell.variables().getOrDefault(TOKEN_VARIABLE, "")
                : ConsoleServlet.newToken();
    }

    private boolean isLoopback() {
        try {
            return InetAddress.getByName(address).isLoopbackAddress();
        } catch (UnknownHostException e) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--bind: there is no address '" + address + "'; give an address of this machine, or "
                            + EmbeddedTomcat.LOOPBACK,
                    e);
        }
    }

    private void print(ConsoleServer server, Configured configured, String right, boolean loopback) {
        Table table = Table.ofNames(shell);
        table.add("Console", server.uri().toString());
        table.add("Token", token == null && !shell.isSet(TOKEN_VARIABLE) ? right : "the one that you set");
        table.add("Sessions", configured.config().session() + " in " + configured.source());
        table.add("Stop", "Ctrl-C");
        table.print();
        shell.out().flush();
        if (!loopback) {
            shell.err()
                    .println("carnet: other machines can reach this console without TLS, so the token crosses the"
                            + " network in clear text; let only a proxy with TLS reach it");
        }
    }
}
