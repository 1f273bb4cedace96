package dev.carnet.options;

/**
 * The format of new session ids. Ids of every format are accepted. All formats except the first require ids that are
 * {@linkplain SessionOptions#hashIds not hashed}.
 */
public enum SessionIdFormat {
    /** 40 characters of base64url, 240 bits: the default. */
    BASE64URL,
    /** 24 hexadecimal digits, 96 bits: a MongoDB ObjectId, for sharing with an application that uses them. */
    HEX,
    /** 39 decimal digits, 129 bits, for sharing with an application that accepts only digits. */
    DIGITS
}
