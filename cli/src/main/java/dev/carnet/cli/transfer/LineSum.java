package dev.carnet.cli.transfer;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;

/** The checksum of a line: SHA-256 over all that stands before it, in the line's last property. */
final class LineSum {
    private static final String BEFORE = ",\"sum\":\"";
    private static final String AFTER = "\"}";
    private static final int DIGITS = 64;

    private LineSum() {}

    /** A JSON object, which is not empty, with its checksum added. */
    static String add(String object) {
        String summed = object.substring(0, object.length() - 1);
        return summed + BEFORE + of(summed) + AFTER;
    }

    /** The checksum that a line has; empty if it has none, or a wrong one: then it is cut off, damaged or edited. */
    static Optional<String> verified(String line) {
        int at = line.length() - DIGITS - BEFORE.length() - AFTER.length();
        if (at < 0 || !line.startsWith(BEFORE, at) || !line.endsWith(AFTER)) {
            return Optional.empty();
        }
        String sum = line.substring(at + BEFORE.length(), line.length() - AFTER.length());
        return Optional.of(sum).filter(of(line.substring(0, at))::equals);
    }

    private static String of(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every JRE has SHA-256", impossible);
        }
    }
}
