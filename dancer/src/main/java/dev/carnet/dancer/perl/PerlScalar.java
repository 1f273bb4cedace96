package dev.carnet.dancer.perl;

import org.jspecify.annotations.Nullable;

/**
 * A text, a number, a boolean or undef. Its contents never change.
 *
 * <p>Perl keeps a text as bytes or as UTF-8 and means the same characters; which of the two it was is kept, so that a text
 * that did not change is written as it was read.
 */
public final class PerlScalar extends PerlValue {
    /** How Perl holds a scalar. */
    public enum Kind {
        UNDEF,
        /** The one undef that Perl has as a constant. */
        UNDEF_CONSTANT,
        /** A place in an array that was never set. */
        UNDEF_ELEMENT,
        YES,
        NO,
        TRUE,
        FALSE,
        INTEGER,
        DOUBLE,
        /** A text whose characters are bytes. */
        BYTES,
        /** A text that is held as UTF-8. */
        UTF8
    }

    private final Kind kind;
    private final @Nullable Object content;
    private final byte @Nullable [] version;

    private PerlScalar(Kind kind, @Nullable Object content, byte @Nullable [] version) {
        this.kind = kind;
        this.content = content;
        this.version = version;
    }

    public static PerlScalar undef() {
        return new PerlScalar(Kind.UNDEF, null, null);
    }

    /**
     * A constant.
     *
     * @throws IllegalArgumentException for a kind that has contents
     */
    public static PerlScalar constant(Kind kind) {
        return switch (kind) {
            case UNDEF, UNDEF_CONSTANT, UNDEF_ELEMENT -> new PerlScalar(kind, null, null);
            case YES, TRUE -> new PerlScalar(kind, true, null);
            case NO, FALSE -> new PerlScalar(kind, false, null);
            default -> throw new IllegalArgumentException(kind + " is no constant");
        };
    }

    public static PerlScalar of(long number) {
        return new PerlScalar(Kind.INTEGER, number, null);
    }

    public static PerlScalar of(double number) {
        return new PerlScalar(Kind.DOUBLE, number, null);
    }

    /** A text as Perl would hold it after reading it: as bytes if it is ASCII, else as UTF-8. */
    public static PerlScalar of(String text) {
        return text.chars().allMatch(each -> each < 0x80) ? ofBytes(text) : ofUtf8(text);
    }

    /** A text whose characters are all below 256. */
    public static PerlScalar ofBytes(String text) {
        return new PerlScalar(Kind.BYTES, text, null);
    }

    public static PerlScalar ofUtf8(String text) {
        return new PerlScalar(Kind.UTF8, text, null);
    }

    /** The same scalar, written in a program as a version such as {@code v1.2.3}. */
    public PerlScalar writtenAs(byte[] source) {
        PerlScalar scalar = new PerlScalar(kind, content, source.clone());
        scalar.bless(className());
        return scalar;
    }

    public Kind kind() {
        return kind;
    }

    /** A {@link String}, {@link Long}, {@link Double} or {@link Boolean}; null for undef. */
    public @Nullable Object content() {
        return content;
    }

    /** The source of a version such as {@code v1.2.3}, or null. */
    public byte @Nullable [] version() {
        return version == null ? null : version.clone();
    }

    /** As Perl prints it; empty for undef. */
    public String text() {
        if (content == null || Boolean.FALSE.equals(content)) {
            return "";
        }
        if (content instanceof Double number) {
            return PerlNumbers.print(number);
        }
        return Boolean.TRUE.equals(content) ? "1" : content.toString();
    }

    /** Whether Perl takes it for true. */
    public boolean isTrue() {
        if (content instanceof Double number) {
            return number != 0;
        }
        String text = text();
        return !text.isEmpty() && !text.equals("0");
    }
}
