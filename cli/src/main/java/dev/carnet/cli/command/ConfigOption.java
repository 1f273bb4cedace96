package dev.carnet.cli.command;

import dev.carnet.cli.terminal.Shell;
import dev.carnet.config.CarnetConfig;
import dev.carnet.demo.DemoConfig;
import dev.carnet.error.ConfigurationException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which configuration: {@code --config}, or what is in the working directory. */
public final class ConfigOption {
    private static final String USUAL_FILE = "carnet.yml";
    private static final String DEMO_FILE = "carnet.db";

    @Option(
            names = {"-c", "--config"},
            paramLabel = "FILE",
            description = "The configuration: YAML, properties or a Dancer config.yml. Default is ./" + USUAL_FILE
                    + " or, if it does not exist, the demo's database ./" + DEMO_FILE + ".")
    private @Nullable Path file;

    /** What a command with the same configuration adds to its name. */
    public String again() {
        return file == null ? "" : " --config " + file;
    }

    /** The configuration of an application whose sessions are there already. */
    public Configured choose(Shell shell) {
        return choose(shell, false);
    }

    /** The configuration to run the demo with: if none is named or found, an SQLite file, created if it is not there yet. */
    public Configured chooseForDemo(Shell shell) {
        return choose(shell, true);
    }

    private Configured choose(Shell shell, boolean demo) {
        Path usual = shell.directory().resolve(USUAL_FILE);
        Path database = shell.directory().resolve(DEMO_FILE);
        if (file != null) {
            return load(shell, shell.directory().resolve(file));
        }
        if (Files.exists(usual)) {
            return load(shell, usual);
        }
        if (demo || Files.exists(database)) {
            return new Configured(database.toAbsolutePath().toString(), DemoConfig.sqlite(database));
        }
        throw new ConfigurationException("there is no ./" + USUAL_FILE + " and no ./" + DEMO_FILE + " here; give a"
                + " configuration with --config FILE, or try 'carnet demo', which creates a database of its own");
    }

    private static Configured load(Shell shell, Path path) {
        return new Configured(path.toString(), CarnetConfig.loadWithoutClasses(path, shell.variables()::get));
    }
}
