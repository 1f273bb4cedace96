package dev.carnet.jpa.mappings;

import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Lob;
import jakarta.persistence.Table;
import org.hibernate.annotations.ColumnTransformer;
import org.hibernate.annotations.Formula;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.annotations.Nationalized;
import org.hibernate.type.SqlTypes;

/** Ways to map a session's data. */
public final class DataMappings {
    private static final int LONG = 10_000;

    private DataMappings() {}

    @Entity
    @Table(name = "m_text")
    public static class PlainText {
        @Id
        @Column(length = 40)
        String sid;

        @Column(length = LONG)
        String payload;
    }

    @Entity
    @Table(name = "m_short_text")
    public static class ShortText {
        @Id
        @Column(length = 40)
        String sid;

        String payload;
    }

    @Entity
    @Table(name = "m_lob")
    public static class LobText {
        @Id
        @Column(length = 40)
        String sid;

        @Lob
        @Column(length = LONG)
        String payload;
    }

    @Entity
    @Table(name = "m_bytes")
    public static class Bytes {
        @Id
        @Column(length = 40)
        String sid;

        @Column(length = LONG)
        byte[] payload;
    }

    @Entity
    @Table(name = "m_lob_bytes")
    public static class LobBytes {
        @Id
        @Column(length = 40)
        String sid;

        @Lob
        @Column(length = LONG)
        byte[] payload;
    }

    @Entity
    @Table(name = "m_long32")
    public static class Long32 {
        @Id
        @Column(length = 40)
        String sid;

        @JdbcTypeCode(SqlTypes.LONG32VARCHAR)
        String payload;
    }

    @Entity
    @Table(name = "m_clob_code")
    public static class ClobCode {
        @Id
        @Column(length = 40)
        String sid;

        @JdbcTypeCode(SqlTypes.CLOB)
        @Column(length = LONG)
        String payload;
    }

    @Entity
    @Table(name = "m_nationalized")
    public static class NationalText {
        @Id
        @Column(length = 40)
        String sid;

        @Nationalized
        @Column(length = LONG)
        String payload;
    }

    @Entity
    @Table(name = "m_json_code")
    public static class JsonCode {
        @Id
        @Column(length = 40)
        String sid;

        @JdbcTypeCode(SqlTypes.JSON)
        String payload;
    }

    @Entity
    @Table(name = "m_json")
    public static class JsonColumn {
        @Id
        @Column(length = 40)
        String sid;

        @Column(columnDefinition = "json")
        String payload;
    }

    @Entity
    @Table(name = "m_base64")
    public static class Base64Data {
        @Id
        @Column(length = 40)
        String sid;

        @Convert(converter = Converters.Base64Text.class)
        @Column(length = LONG)
        String payload;
    }

    @Entity
    @Table(name = "m_encrypted")
    public static class EncryptedData {
        @Id
        @Column(length = 40)
        String sid;

        @Convert(converter = Converters.Encrypted.class)
        @Column(length = LONG)
        String payload;
    }

    @Entity
    @Table(name = "m_compressed")
    public static class CompressedData {
        @Id
        @Column(length = 40)
        String sid;

        @Convert(converter = Converters.Compressed.class)
        @Column(length = LONG)
        String payload;
    }

    @Entity
    @Table(name = "m_transformed")
    public static class TransformedData {
        @Id
        @Column(length = 40)
        String sid;

        @ColumnTransformer(read = "substring(payload, 2)", write = "concat('x', ?)")
        @Column(length = LONG)
        String payload;
    }

    @Entity
    @Table(name = "m_formula")
    public static class FormulaData {
        @Id
        @Column(length = 40)
        String sid;

        @Formula("concat(sid, '')")
        String payload;
    }

    @Entity
    @Table(name = "m_characters")
    public static class Characters {
        @Id
        @Column(length = 40)
        String sid;

        @Column(length = LONG)
        char[] payload;
    }

    /** Two converters, one on every text by itself. */
    @Entity
    @Table(name = "m_every_text")
    public static class EveryText {
        @Id
        @Column(length = 60)
        String sid;

        @Column(length = LONG)
        String payload;
    }
}
