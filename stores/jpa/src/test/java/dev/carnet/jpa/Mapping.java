package dev.carnet.jpa;

import static dev.carnet.jpa.DatabaseKind.H2;
import static dev.carnet.jpa.DatabaseKind.MARIADB;
import static dev.carnet.jpa.DatabaseKind.POSTGRESQL;
import static dev.carnet.jpa.Provider.ECLIPSELINK;
import static dev.carnet.jpa.Provider.HIBERNATE;

import dev.carnet.jpa.entity.JpaOptions;
import dev.carnet.jpa.mappings.Converters;
import dev.carnet.jpa.mappings.DataMappings;
import dev.carnet.jpa.mappings.EntityMappings;
import dev.carnet.jpa.mappings.IdMappings;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiPredicate;

/**
 * A way in which applications map an entity, and what becomes of it as a place for sessions.
 *
 * @param name what it is, for the documentation
 * @param classes the entity, and whatever else the unit needs
 * @param isThere where the mapping means something
 * @param refusals in order: where it is refused, and a part of the message
 */
record Mapping(
        String name,
        List<Class<?>> classes,
        String id,
        String data,
        BiPredicate<Provider, DatabaseKind> isThere,
        List<Refusal> refusals) {

    /**
     * Where a mapping is refused.
     *
     * @param says a part of the message
     */
    record Refusal(BiPredicate<Provider, DatabaseKind> where, String says) {}

    private static boolean everywhere(Provider provider, DatabaseKind kind) {
        return true;
    }

    static Mapping of(String name, Class<?>... classes) {
        return new Mapping(name, List.of(classes), "sid", "payload", Mapping::everywhere, List.of());
    }

    Mapping called(String idColumn, String dataColumn) {
        return new Mapping(name, classes, idColumn, dataColumn, isThere, refusals);
    }

    Mapping with(Provider wanted) {
        return where((provider, kind) -> provider == wanted);
    }

    Mapping on(DatabaseKind wanted) {
        return where((provider, kind) -> kind == wanted);
    }

    private Mapping where(BiPredicate<Provider, DatabaseKind> meant) {
        return new Mapping(name, classes, id, data, meant, refusals);
    }

    Mapping refused(String says) {
        return refused(Mapping::everywhere, says);
    }

    Mapping refused(Provider where, String says) {
        return refused((provider, kind) -> provider == where, says);
    }

    Mapping refused(Provider where, DatabaseKind on, String says) {
        return refused((provider, kind) -> provider == where && kind == on, says);
    }

    private Mapping refused(BiPredicate<Provider, DatabaseKind> where, String says) {
        List<Refusal> more = new ArrayList<>(refusals);
        more.add(new Refusal(where, says));
        return new Mapping(name, classes, id, data, isThere, List.copyOf(more));
    }

    /** A part of the message with which it is refused; empty if it works. */
    Optional<String> refusal(Provider provider, DatabaseKind kind) {
        return refusals.stream()
                .filter(each -> each.where().test(provider, kind))
                .map(Refusal::says)
                .findFirst();
    }

    JpaOptions options() {
        return new JpaOptions(classes.get(0).getName(), id, data, Map.of());
    }

    @Override
    public String toString() {
        return name;
    }

    /** All of them, in the order of the documentation's table. */
    static final List<Mapping> ALL = List.of(
            // the data
            of("data: `String` with a `length`", DataMappings.PlainText.class),
            of("data: `String` of the default length, 255", DataMappings.ShortText.class)
                    .refused(HIBERNATE, "a column is too short")
                    .refused(ECLIPSELINK, MARIADB, "a column is too short")
                    .refused(ECLIPSELINK, POSTGRESQL, "a column is too short"),
            of("data: `@Lob String`", DataMappings.LobText.class),
            of("data: `byte[]`", DataMappings.Bytes.class),
            of("data: `@Lob byte[]`", DataMappings.LobBytes.class),
            of("data: `@JdbcTypeCode(LONG32VARCHAR)`", DataMappings.Long32.class)
                    .with(HIBERNATE),
            of("data: `@JdbcTypeCode(CLOB)`", DataMappings.ClobCode.class).with(HIBERNATE),
            of("data: `@Nationalized`", DataMappings.NationalText.class).with(HIBERNATE),
            of("data: `@JdbcTypeCode(JSON)`, without a JSON library", DataMappings.JsonCode.class)
                    .with(HIBERNATE),
            of("data: a `json` column, mapped as text", DataMappings.JsonColumn.class)
                    .refused(HIBERNATE, H2, "reading it")
                    .refused(ECLIPSELINK, H2, "reading it")
                    .refused(HIBERNATE, POSTGRESQL, "type json")
                    .refused(ECLIPSELINK, POSTGRESQL, "type json"),
            of(
                    "data: a converter, equal texts to equal columns (Base64)",
                    DataMappings.Base64Data.class,
                    Converters.Base64Text.class),
            of(
                    "data: a converter with a random nonce (AES-GCM)",
                    DataMappings.EncryptedData.class,
                    Converters.Encrypted.class),
            of(
                    "data: a converter from text to bytes (GZIP)",
                    DataMappings.CompressedData.class,
                    Converters.Compressed.class),
            of("data: `@ColumnTransformer`", DataMappings.TransformedData.class)
                    .with(HIBERNATE)
                    .refused("@ColumnTransformer"),
            of("data: `@Formula`", DataMappings.FormulaData.class)
                    .with(HIBERNATE)
                    .refused("@Formula"),
            of("data: `char[]`", DataMappings.Characters.class).refused("required is String or byte[]"),
            of(
                    "id and data: a converter for every text of the unit",
                    DataMappings.EveryText.class,
                    Converters.EveryText.class),
            of("data and id: not updatable by the application", IdMappings.NotUpdatable.class),
            // the id
            of("id: unique, beside a generated key", IdMappings.UniqueId.class),
            of("id: unique, beside an identity column", IdMappings.IdentityKey.class)
                    // EclipseLink 5.0 makes no such column on the other two.
                    .where((provider, kind) -> provider == HIBERNATE || kind == MARIADB),
            of("id: `@NaturalId(mutable = true)`", IdMappings.NaturalKey.class).with(HIBERNATE),
            of("id: part of an `@IdClass`", IdMappings.PartOfKey.class, IdMappings.TenantAndId.class),
            of("id: in an `@EmbeddedId`", IdMappings.InEmbeddedId.class, IdMappings.EmbeddedKey.class)
                    .refused("inside an embeddable class"),
            of("id: `@GeneratedValue` on the id itself", IdMappings.GeneratedId.class)
                    .refused(HIBERNATE, "@GeneratedValue"),
            of("id: a converter, equal ids to equal columns", IdMappings.ConvertedId.class, Converters.Prefixed.class),
            of("id: a converter with a random nonce", IdMappings.EncryptedId.class, Converters.Encrypted.class)
                    .refused("reading it"),
            of("id: shorter than 40 characters", IdMappings.ShortId.class).refused("a key has 40"),
            of("id: `CHAR(72)`, padded with blanks", IdMappings.PaddedId.class),
            of("id: no `String`", IdMappings.NumberId.class).refused("required is String"),
            of("id and data: MariaDB's `utf16`", IdMappings.Utf16.class).on(MARIADB),
            of("id and data: H2's `VARCHAR_IGNORECASE`", IdMappings.IgnoreCase.class)
                    .on(H2),
            // the entity
            of("attributes in a `@MappedSuperclass`", EntityMappings.Mapped.class),
            of("`@AttributeOverride`, by the columns' names", EntityMappings.Overridden.class)
                    .called("session_key", "session_text"),
            of("orm.xml alone, by the columns' names", EntityMappings.ByXml.class)
                    .called("session_key", "session_text"),
            of("orm.xml with `<lob/>`", EntityMappings.LobByXml.class).called("session_key", "session_text"),
            of("methods instead of fields", EntityMappings.Properties.class),
            of("reserved words, quoted", EntityMappings.ReservedWords.class),
            of(
                    "inheritance: `SINGLE_TABLE`, a subclass",
                    EntityMappings.SingleLeaf.class,
                    EntityMappings.SingleRoot.class),
            of("inheritance: `JOINED`, a subclass", EntityMappings.JoinedLeaf.class, EntityMappings.JoinedRoot.class)
                    .refused("all in one table"),
            of(
                    "inheritance: `TABLE_PER_CLASS`, a subclass",
                    EntityMappings.PerClassLeaf.class,
                    EntityMappings.PerClassRoot.class),
            of("an abstract entity", EntityMappings.AbstractRoot.class, EntityMappings.AbstractLeaf.class)
                    .refused("is abstract"),
            of("`@SecondaryTable` with the data", EntityMappings.TwoTables.class)
                    .refused("without @SecondaryTable"),
            of("`@Immutable`", EntityMappings.Unchanging.class).with(HIBERNATE).refused("@Immutable"),
            of("`@DynamicInsert`, `@DynamicUpdate`", EntityMappings.Dynamic.class)
                    .with(HIBERNATE),
            of("`@Version`, a number", EntityMappings.Counted.class),
            of("`@Version`, a time", EntityMappings.Timed.class).refused(ECLIPSELINK, H2, "could not be converted"),
            of("`@SoftDelete`", EntityMappings.Soft.class).with(HIBERNATE),
            of("`@TenantId`", EntityMappings.OfTenant.class).with(HIBERNATE),
            of("`@SQLRestriction` that a new row does not meet", EntityMappings.Restricted.class)
                    .with(HIBERNATE)
                    .refused("@SQLRestriction"),
            of("a required column that nobody fills", EntityMappings.Required.class)
                    .refused("null"),
            of("a required column that `@PrePersist` fills", EntityMappings.Filled.class),
            of("`@UpdateTimestamp`", EntityMappings.UpdatedAt.class).with(HIBERNATE),
            of("`@Cacheable`", EntityMappings.Cached.class),
            // an attribute for everything
            of("an attribute for everything", EntityMappings.AllText.class),
            of("an attribute for everything, data `@Lob`", EntityMappings.AllLob.class),
            of(
                    "an attribute for everything, data encrypted",
                    EntityMappings.AllEncrypted.class,
                    Converters.Encrypted.class),
            of(
                            "an attribute for everything, users encrypted with a nonce",
                            EntityMappings.UserEncrypted.class,
                            Converters.Encrypted.class)
                    .refused("found by its user"));
}
