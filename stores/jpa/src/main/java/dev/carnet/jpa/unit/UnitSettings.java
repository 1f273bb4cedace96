package dev.carnet.jpa.unit;

import dev.carnet.spi.setup.Setting;
import jakarta.persistence.EntityManagerFactory;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** The settings that lead to a persistence unit, in Dancer's words. */
public final class UnitSettings {
    /** The {@code schema_class} of Carnet's own unit. */
    public static final String READY = "carnet";

    public static final Setting<Supplier<EntityManagerFactory>> SCHEMA = Setting.handedInOrSupplied(
                    "schema", EntityManagerFactory.class)
            .describedAs("The application's own, handed in from code; goes before whatever else leads to a unit");

    public static final Setting<String> CONNECTION_NAME = Setting.text("db_connection_name")
            .describedAs("As schema_class, before which it goes: what a Dancer plugin calls the unit");

    public static final Setting<String> SCHEMA_CLASS = Setting.text("schema_class")
            .describedAs("The persistence unit, by its name; " + READY + " is Carnet's own with a ready entity");

    /** A secret, because a JDBC URL may hold a password. */
    public static final Setting<String> DSN = Setting.secret("dsn")
            .aliases("url")
            .describedAs("Where the database is, in place of what the unit says: a JDBC URL");

    public static final Setting<String> USER =
            Setting.of("user", "text", text -> text).describedAs("The database's user, in place of the unit's");

    public static final Setting<String> PASSWORD =
            Setting.secret("password").describedAs("The user's password, in place of the unit's");

    public static final Setting<Map<?, ?>> PROPERTIES = Setting.group("properties")
            .describedAs("Properties for the persistence provider, such as those of its connection pool");

    public static final Setting<String> SERIALIZER = Setting.of("serializer", "JSON", text -> {
                if (!text.strip().equalsIgnoreCase("JSON")) {
                    throw new IllegalArgumentException("'" + text + "' is nothing that sessions are stored as here");
                }
                return text;
            })
            .describedAs("Dancer's; sessions are stored as JSON");

    public static final Setting<Map<?, ?>> SERIALIZE_OPTIONS =
            Setting.group("serialize_options").describedAs("Dancer's; without effect, one session gives one text");

    public static final Setting<Map<?, ?>> DESERIALIZE_OPTIONS =
            Setting.group("deserialize_options").describedAs("Dancer's; without effect, any JSON object is read");

    private UnitSettings() {}

    public static List<Setting<?>> all() {
        return List.of(
                SCHEMA,
                CONNECTION_NAME,
                SCHEMA_CLASS,
                DSN,
                USER,
                PASSWORD,
                PROPERTIES,
                SERIALIZER,
                SERIALIZE_OPTIONS,
                DESERIALIZE_OPTIONS);
    }
}
