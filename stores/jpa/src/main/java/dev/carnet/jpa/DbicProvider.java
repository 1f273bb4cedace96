package dev.carnet.jpa;

import dev.carnet.jpa.database.EntityManagers;
import dev.carnet.jpa.database.ReadyTable;
import dev.carnet.jpa.entity.EntitySettings;
import dev.carnet.jpa.entity.JpaOptions;
import dev.carnet.jpa.unit.Unit;
import dev.carnet.jpa.unit.UnitSettings;
import dev.carnet.options.SessionOptions;
import dev.carnet.spi.SessionStore;
import dev.carnet.spi.setup.SessionStoreProvider;
import dev.carnet.spi.setup.Setting;
import dev.carnet.spi.setup.Settings;
import dev.carnet.spi.setup.StoreSetup;
import java.util.List;
import java.util.stream.Stream;

/** {@code session: JPA}: in a named persistence unit, in a supplied one, or in Carnet's own with its entity. */
public final class DbicProvider implements SessionStoreProvider {
    @Override
    public String name() {
        return "DBIC";
    }

    @Override
    public List<String> aliases() {
        return List.of("JPA");
    }

    @Override
    public List<Setting<?>> settings() {
        return Stream.concat(UnitSettings.all().stream(), EntitySettings.all().stream())
                .toList();
    }

    @Override
    public void check(Settings settings) {
        Unit.check(settings);
    }

    @Override
    public SessionStore open(Settings settings, SessionOptions options) {
        Unit unit = Unit.open(settings);
        try {
            EntityManagers managers = new EntityManagers(unit.factory());
            return JpaSessionStore.open(
                    OpenUnit.look(unit.factory(), options(unit, managers, settings), settings)
                            .warned(),
                    unit::close);
        } catch (RuntimeException e) {
            unit.close();
            throw e;
        }
    }

    /** What the settings name; in Carnet's own unit, the entity that fits the table. */
    static JpaOptions options(Unit unit, EntityManagers managers, Settings settings) {
        JpaOptions options = EntitySettings.options(settings);
        if (!unit.isReady()) {
            return options;
        }
        ReadyTable table = ReadyTable.look(managers);
        table.requireFit();
        boolean isOriginal = table.isOriginal() && options.entity().equals(JpaOptions.DEFAULTS.entity());
        return isOriginal
                ? new JpaOptions(
                        "OriginalSession", options.id(), options.data(), options.bookkeeping(), options.lockTimeout())
                : options;
    }

    @Override
    public StoreSetup setup(Settings settings, SessionOptions options) {
        return new JpaSetup(settings);
    }
}
