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
            .describedAs("The application's EntityManagerFactory, supplied in code; takes precedence over the other"
                    + " settings that select a unit");

    public static final Setting<String> CONNECTION_NAME = Setting.text("db_connection_name")
            .describedAs("Like schema_class, over which it takes precedence: the name in a Dancer plugin");

    public static final Setting<String> SCHEMA_CLASS = Setting.text("schema_class")
            .describedAs("The name of the persistence unit; " + READY + " is Carnet's own, with an entity that it"
                    + " supplies");

    /** A secret, because a JDBC URL may hold a password. */
    public static final Setting<String> DSN =
            Setting.secret("dsn").aliases("url").describedAs("The database's JDBC URL, instead of the unit's own");

    public static final Setting<String> USER =
            Setting.of("user", "text", text -> text).describedAs("The database user, instead of the unit's");

    public static final Setting<String> PASSWORD =
            Setting.secret("password").describedAs("The user's password, instead of the unit's");

    public static final Setting<Map<?, ?>> PROPERTIES = Setting.group("properties")
            .describedAs("Properties for the persistence provider, such as those of its connection pool");

    public static final Setting<String> SERIALIZER = Setting.of("serializer", "JSON", text -> {
                if (!text.strip().equalsIgnoreCase("JSON")) {
                    throw new IllegalArgumentException("'" + text + "' is not supported here");
                }
                return text;
            })
            .describedAs("A setting of Dancer; sessions are stored as JSON");

    public static final Setting<Map<?, ?>> SERIALIZE_OPTIONS = Setting.group("serialize_options")
            .describedAs("A setting of Dancer, without effect: a session is" + " stored as one text");

    public static final Setting<Map<?, ?>> DESERIALIZE_OPTIONS = Setting.group("deserialize_options")
            .describedAs("A setting of Dancer, without effect: every JSON" + " object can be read");

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
