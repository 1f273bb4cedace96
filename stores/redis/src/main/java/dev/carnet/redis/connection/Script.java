package dev.carnet.redis.connection;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.stream.Collectors;

/** A script that performs one write. It consists of shared files followed by its own. Immutable. */
public final class Script {
    private static final String FENCE = "fence";
    private static final String SESSION = "session";
    private static final String INDEX = "index";

    public static final Script CREATE = new Script("create", FENCE, SESSION, INDEX);
    public static final Script UPDATE = new Script("update", FENCE, "change", SESSION, INDEX);
    public static final Script TOUCH = new Script("touch", SESSION);
    public static final Script DELETE = new Script("delete", SESSION);
    public static final Script EXPIRE = new Script("expire", SESSION);
    public static final Script LEAVE = new Script("leave", FENCE, SESSION);
    public static final Script NOTE = new Script("note", SESSION, INDEX);
    public static final Script FORGET = new Script("forget", SESSION);
    public static final Script CLAIM = new Script("claim", SESSION);
    public static final Script CHECK = new Script("check", SESSION);

    private final String name;
    private final boolean fenced;
    private final byte[] text;
    private final byte[] sha1;

    /** @param before what stands before the script's own text, by the names of the files */
    private Script(String name, String... before) {
        this.name = name;
        fenced = before[0].equals(FENCE);
        text = (Arrays.stream(before).map(Script::resource).collect(Collectors.joining()) + resource(name))
                .getBytes(StandardCharsets.UTF_8);
        sha1 = HexFormat.of().formatHex(sha1(text)).getBytes(StandardCharsets.US_ASCII);
    }

    private static String resource(String name) {
        String file = "/dev/carnet/redis/" + name + ".lua";
        try (InputStream input = Script.class.getResourceAsStream(file)) {
            if (input == null) {
                throw new IllegalStateException(file + " is missing from the jar of carnet-redis");
            }
            return new String(input.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] sha1(byte[] text) {
        try {
            return MessageDigest.getInstance("SHA-1").digest(text);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every JRE has SHA-1", impossible);
        }
    }

    /** Whether its first argument is until when it may run. */
    public boolean isFenced() {
        return fenced;
    }

    /** What a server runs that does not know it yet. */
    public byte[] text() {
        return text;
    }

    /** The name by which a server knows it. */
    public byte[] sha1() {
        return sha1;
    }

    @Override
    public String toString() {
        return name;
    }
}
