package dev.carnet.options;

/**
 * How new session ids look. Ids of every format are read, whichever is made; all but the first need ids that are {@linkplain
 * SessionOptions#hashIds not hashed}.
 */
public enum SessionIdFormat {
    /** 40 characters of base64url, 240 bits: Carnet's own. */
    BASE64URL,
    /** 24 hexadecimal digits, 96 bits: a MongoDB ObjectId, where another application looks sessions up by one. */
    HEX,
    /** 39 decimal digits, 129 bits, where another application takes nothing else for an id. */
    DIGITS
}
