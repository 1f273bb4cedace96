package dev.carnet.cli.setup;

import dev.carnet.cli.command.Configured;
import dev.carnet.cli.json.Json;
import dev.carnet.cli.json.SessionJson;
import dev.carnet.cli.terminal.Shell;
import dev.carnet.cli.terminal.Table;
import dev.carnet.cli.terminal.Table.Column;
import dev.carnet.cli.terminal.Table.Fit;
import dev.carnet.config.CarnetConfig;
import dev.carnet.spi.setup.StoreSetup.Finding;
import dev.carnet.spi.setup.StoreSetup.Level;
import dev.carnet.text.Printable;
import java.util.List;
import org.jline.utils.AttributedString;
import org.jline.utils.AttributedStyle;
import tools.jackson.core.JsonGenerator;

/**
 * What {@code check} found.
 *
 * @param configured the configuration, which is right
 * @param findings about the store's place
 */
record CheckReport(Configured configured, List<Finding> findings) {

    /** Prints it for people. */
    void print(Shell shell) {
        CarnetConfig config = configured.config();
        Table table = new Table(shell, new Column("", Fit.LEFT), new Column("", Fit.LEFT), new Column("", Fit.WRAP));
        add(
                table,
                new Finding(
                        Level.OK,
                        "configuration",
                        configured.source() + ", session: " + config.session()
                                + config.fallback()
                                        .map(each -> ", fallback: " + each)
                                        .orElse("")));
        findings.forEach(each -> add(table, each));
        table.print();
        if (!config.ignoredKeys().isEmpty()) {
            shell.out().println();
            shell.out().println("Ignored: the application's own keys, or another store's");
            Table ignored = new Table(shell, new Column("", Fit.WRAP));
            ignored.add("  " + Printable.line(String.join(", ", config.ignoredKeys())));
            ignored.print();
        }
        shell.out().println();
        shell.out().println("Session settings in effect");
        Table settings = Table.ofNames(shell);
        EffectiveSetting.of(config).forEach(each -> settings.add("  " + each.key(), Printable.line(each.words())));
        settings.print();
    }

    private static void add(Table table, Finding finding) {
        table.add(List.of(
                new AttributedString(finding.level().name(), style(finding.level())),
                new AttributedString(finding.subject()),
                new AttributedString(Printable.line(finding.text()))));
    }

    private static AttributedStyle style(Level level) {
        return switch (level) {
            case OK -> AttributedStyle.DEFAULT.foreground(AttributedStyle.GREEN);
            case WARNING -> AttributedStyle.DEFAULT.foreground(AttributedStyle.YELLOW);
            case ERROR -> AttributedStyle.BOLD.foreground(AttributedStyle.RED);
        };
    }

    /** Prints it for programs. */
    void printJson(Shell shell) {
        try (JsonGenerator json = Json.indented(shell.out())) {
            json.writeStartObject();
            json.writeStringProperty("configuration", configured.source());
            json.writeStringProperty("session", configured.config().session());
            SessionJson.string(json, "fallback", configured.config().fallback().orElse(null));
            json.writeName("findings").writeStartArray();
            for (Finding each : findings) {
                json.writeStartObject();
                json.writeStringProperty("level", each.level().name());
                json.writeStringProperty("subject", each.subject());
                json.writeStringProperty("text", each.text());
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeName("ignoredKeys").writeStartArray();
            configured.config().ignoredKeys().forEach(json::writeString);
            json.writeEndArray();
            json.writeName("settings").writeStartObject();
            EffectiveSetting.of(configured.config()).forEach(each -> each.write(json));
            json.writeEndObject();
            json.writeEndObject();
        }
        shell.out().println();
    }
}
