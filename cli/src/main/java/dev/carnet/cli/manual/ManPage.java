package dev.carnet.cli.manual;

import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/**
 * The manual page carnet(1) in the language of man(7), from what picocli knows of each command. picocli's own generator writes
 * AsciiDoc, which only Asciidoctor and a Ruby make a manual page of.
 */
final class ManPage {
    private final StringBuilder page = new StringBuilder();

    private ManPage() {}

    static String of(CommandSpec root) {
        ManPage man = new ManPage();
        man.root(root);
        return man.page.toString();
    }

    private void root(CommandSpec root) {
        macro("TH CARNET 1 \"\" \"" + String.join(" ", root.version()) + "\" \"Carnet\"");
        macro("SH NAME");
        text("carnet - " + String.join(" ", root.usageMessage().description()));
        macro("SH SYNOPSIS");
        macro("B carnet");
        text("COMMAND [OPTION]... [ARGUMENT]...");
        macro("SH COMMANDS");
        root.subcommands().forEach((name, command) -> command(name, command.getCommandSpec()));
        macro("SH EXIT STATUS");
        text("0 done; 1 the answer is no; 2 wrong usage or configuration; 3 the store cannot be reached.");
        macro("SH ENVIRONMENT");
        item("NO_COLOR", "If set, output has no colours.");
        item("COLUMNS", "The width of the terminal.");
        item("CARNET_AUDIT_LOG", "The file of the audit trail; see --audit-log.");
        item(
                "CARNET_CLASSPATH",
                "Additional jars: a JDBC driver, a persistence provider, the application's" + " entities.");
        item("CARNET_DEBUG", "If set, errors are printed with a stack trace.");
        macro("SH FILES");
        item("./carnet.yml", "The configuration, unless --config is given.");
        item("./carnet.db", "The demo's database, used if there is no configuration.");
    }

    private void command(String name, CommandSpec spec) {
        macro("SS " + name);
        text(Stream.concat(Stream.of(name), spec.positionalParameters().stream().map(ArgSpec::paramLabel))
                .collect(Collectors.joining(" ", "carnet ", spec.options().isEmpty() ? "" : " [OPTION]...")));
        macro("PP");
        for (String each : spec.usageMessage().description()) {
            text(each);
        }
        for (PositionalParamSpec each : spec.positionalParameters()) {
            item(each.paramLabel(), String.join(" ", each.description()));
        }
        for (OptionSpec each : spec.options()) {
            if (!each.hidden()) {
                item(names(each), String.join(" ", each.description()));
            }
        }
        footer(spec.usageMessage().footer());
    }

    private static String names(OptionSpec option) {
        String names = String.join(", ", option.names());
        return option.arity().max() > 0 ? names + " " + option.paramLabel().toUpperCase(Locale.ROOT) : names;
    }

    private void footer(String... lines) {
        if (lines.length == 0) {
            return;
        }
        macro("PP");
        macro("nf");
        for (String each : lines) {
            text(each);
        }
        macro("fi");
    }

    private void item(String term, String meaning) {
        macro("TP");
        text("\u0001" + term);
        text(meaning);
    }

    private void macro(String line) {
        page.append('.').append(line).append('\n');
    }

    /** A line that begins with a dot or an apostrophe would be a macro; a hyphen is a minus, for whoever copies it. */
    private void text(String line) {
        boolean isTerm = line.startsWith("\u0001");
        String plain = (isTerm ? line.substring(1) : line).replace("\\", "\\e").replace("-", "\\-");
        String safe = plain.startsWith(".") || plain.startsWith("'") ? "\\&" + plain : plain;
        page.append(isTerm ? "\\fB" + safe + "\\fR" : safe).append('\n');
    }
}
