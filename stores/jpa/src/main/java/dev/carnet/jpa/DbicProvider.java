package dev.carnet.jpa;

import dev.carnet.jpa.database.EntityManagers;
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
            JpaOptions named = UnitInspection.options(unit, managers, settings);
            OpenUnit inspected = UnitInspection.inspect(unit.factory(), named, settings);
            EntityWarnings.log(inspected);
            return JpaSessionStore.open(inspected, unit::close);
        } catch (RuntimeException e) {
            unit.close();
            throw e;
        }
    }

    @Override
    public StoreSetup setup(Settings settings, SessionOptions options) {
        return new JpaSetup(settings);
    }
}
