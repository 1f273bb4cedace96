package dev.carnet.dancer;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Pattern;

/** When a session was made, as its id tells: Dancer 2's and MongoDB's begin with the seconds since 1970, four bytes. */
final class IdTime {
    /** 24 bytes in base64url; Dancer 1's ids are digits. */
    private static final Pattern DANCER2 = Pattern.compile("(?![0-9]+$)[A-Za-z0-9_-]{32}");

    private static final Pattern OBJECT_ID = Pattern.compile("[0-9a-f]{24}");
    private static final int SECONDS_IN_BASE64 = 8;
    private static final int SECONDS_IN_HEX = 8;

    /** Before Dancer 2 there were no such ids; what tells an earlier time tells none. */
    private static final Instant FIRST = Instant.parse("2010-01-01T00:00:00Z");

    private IdTime() {}

    static Optional<Instant> of(String id) {
        byte[] bytes;
        if (DANCER2.matcher(id).matches()) {
            bytes = Base64.getUrlDecoder().decode(id.substring(0, SECONDS_IN_BASE64));
        } else if (OBJECT_ID.matcher(id).matches()) {
            bytes = HexFormat.of().parseHex(id.substring(0, SECONDS_IN_HEX));
        } else {
            return Optional.empty();
        }
        long seconds = Integer.toUnsignedLong(ByteBuffer.wrap(bytes).getInt());
        return Optional.of(Instant.ofEpochSecond(seconds)).filter(at -> !at.isBefore(FIRST));
    }
}
