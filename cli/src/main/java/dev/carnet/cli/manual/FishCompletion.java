package dev.carnet.cli.manual;

import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** A script with which fish completes commands and options; picocli writes those for bash and zsh alone. */
final class FishCompletion {
    private FishCompletion() {}

    static String of(CommandSpec root) {
        List<String> lines = new ArrayList<>();
        lines.add("# Completion of carnet for fish: carnet completion fish > ~/.config/fish/completions/carnet.fish");
        lines.add("complete -c carnet -f");
        root.subcommands().forEach((name, command) -> {
            CommandSpec spec = command.getCommandSpec();
            lines.add("complete -c carnet -n __fish_use_subcommand -a " + name + " -d "
                    + quoted(first(spec.usageMessage().description())));
            for (OptionSpec each : spec.options()) {
                if (!each.hidden()) {
                    lines.add("complete -c carnet -n '__fish_seen_subcommand_from " + name + "'" + option(each));
                }
            }
            if (spec.positionalParameters().stream()
                    .anyMatch(each -> each.paramLabel().equals("FILE"))) {
                lines.add("complete -c carnet -n '__fish_seen_subcommand_from " + name + "' -F");
            }
        });
        return String.join("\n", lines) + "\n";
    }

    private static String option(OptionSpec option) {
        StringBuilder line = new StringBuilder();
        for (String name : option.names()) {
            line.append(name.startsWith("--") ? " -l " + name.substring(2) : " -s " + name.substring(1));
        }
        if (option.arity().max() > 0) {
            line.append(" -r").append(option.paramLabel().equals("FILE") ? " -F" : " -f");
        }
        return line.append(" -d ").append(quoted(first(option.description()))).toString();
    }

    private static String first(String... description) {
        return description.length == 0 ? "" : description[0].replaceFirst("[;:.] .*|\\.$", "");
    }

    private static String quoted(String text) {
        return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'";
    }
}
