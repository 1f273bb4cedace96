package dev.carnet.cli.command;

import picocli.CommandLine.Option;

/** Whether a program reads the output. */
public final class JsonOption {
    @Option(names = "--json", description = "Print JSON, with times as ISO 8601 in UTC.")
    private boolean json;

    public boolean isSet() {
        return json;
    }
}
