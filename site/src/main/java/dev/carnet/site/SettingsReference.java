package dev.carnet.site;

import dev.carnet.config.CarnetConfig;
import dev.carnet.spi.setup.Setting;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The tables of {@code docs/settings.md}, out of the settings that the code declares. */
final class SettingsReference {
    private static final String ENGINES = "engines.session.";
    private static final String ENCRYPTION = "encryption.";
    private static final String HANDED_IN = "supplied in code";

    private final SettingDefaults defaults = new SettingDefaults();
    private final StringBuilder markdown = new StringBuilder();

    private SettingsReference() {}

    /** All tables, as Markdown: the session's own settings, those of the encryption, then each engine's. */
    static String tables() {
        List<Setting<?>> own = new ArrayList<>();
        List<Setting<?>> encryption = new ArrayList<>();
        Map<String, List<Setting<?>>> engines = new LinkedHashMap<>();
        CarnetConfig.knownSettings().forEach((path, setting) -> {
            if (path.startsWith(ENGINES)) {
                String engine = path.substring(ENGINES.length(), path.indexOf('.', ENGINES.length()));
                engines.computeIfAbsent(engine, same -> new ArrayList<>()).add(setting);
            } else if (path.startsWith(ENCRYPTION)) {
                encryption.add(setting);
            } else {
                own.add(setting);
            }
        });
        SettingsReference reference = new SettingsReference();
        reference.table("For every store", "", own);
        reference.table(
                "`encryption`",
                "A block of its own at the top level, with `dev.carnet:carnet-encryption`: see"
                        + " [Encryption](security.md#encryption).\n\n",
                encryption);
        Map<List<Setting<?>>, List<String>> names = new LinkedHashMap<>();
        engines.forEach((name, settings) ->
                names.computeIfAbsent(settings, same -> new ArrayList<>()).add(name));
        names.forEach((settings, engine) -> reference.table(
                "`" + engine.get(0) + "`",
                engine.size() == 1
                        ? ""
                        : "Also understood as `" + String.join("`, `", engine.subList(1, engine.size())) + "`.\n\n",
                settings));
        return reference.markdown.toString();
    }

    private void table(String title, String note, Collection<Setting<?>> settings) {
        markdown.append("## ")
                .append(title)
                .append("\n\n")
                .append(note)
                .append("| setting | value | default | meaning |\n|---|---|---|---|\n");
        settings.forEach(this::row);
        markdown.append('\n');
    }

    private void row(Setting<?> setting) {
        List<String> cells = List.of(
                "`" + setting.name() + "`" + aliases(setting), value(setting), defaultOf(setting), meaning(setting));
        markdown.append("| ")
                .append(String.join(
                        " | ",
                        cells.stream().map(each -> each.replace("|", "\\|")).toList()))
                .append(" |\n");
    }

    private static String aliases(Setting<?> setting) {
        return setting.aliases().isEmpty() ? "" : "; also `" + String.join("`, `", setting.aliases()) + "`";
    }

    /** What kind of value, with its unit: what every duration has in common stands once, above the tables. */
    private static String value(Setting<?> setting) {
        String allowed = setting.allowed();
        if (!setting.choices().isEmpty()) {
            return "`" + String.join("`, `", setting.choices()) + "`";
        }
        if (allowed.startsWith(Setting.DURATION_ALLOWED)) {
            return "duration" + allowed.substring(Setting.DURATION_ALLOWED.length());
        }
        if (allowed.startsWith("true or false")) {
            return "true or false";
        }
        String bounds = allowed.replace("a whole number from ", "").replace(" to " + Integer.MAX_VALUE, " or more");
        return setting.name().endsWith("_bytes") ? bounds + ", in bytes" : bounds;
    }

    private String defaultOf(Setting<?> setting) {
        if (setting.isRequired() || setting.name().equals("session")) {
            return "**required**";
        }
        return setting.defaultValue()
                .map(value -> SettingDefaults.inWords(setting.name(), value))
                .or(() -> defaults.of(setting.name()))
                .orElse("");
    }

    private static String meaning(Setting<?> setting) {
        String line = setting.description();
        String sentence = line.isEmpty() ? "" : line.substring(0, 1).toUpperCase(Locale.ROOT) + line.substring(1);
        if (setting.allowed().endsWith(HANDED_IN) && !sentence.contains(HANDED_IN)) {
            sentence += " (" + HANDED_IN + ")";
        }
        return setting.isSecret() ? sentence + ". A secret: no message shows it" : sentence;
    }
}
