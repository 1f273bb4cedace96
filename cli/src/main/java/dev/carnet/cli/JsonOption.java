package dev.carnet.cli;

import picocli.CommandLine.Option;

/** Whether a program reads the output. */
final class JsonOption {
    @Option(names = "--json", description = "Print JSON, with times as ISO 8601 in UTC.")
    private boolean json;

    boolean isSet() {
        return json;
    }
}
