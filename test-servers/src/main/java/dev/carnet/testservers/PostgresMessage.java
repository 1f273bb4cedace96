package dev.carnet.testservers;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** A message of PostgreSQL's protocol 3 (PostgreSQL manual, "Message Formats"). */
final class PostgresMessage {
    /** The client's first message has no type. */
    private static final char FIRST = 0;

    private final char type;
    private final byte[] body;

    private PostgresMessage(char type, byte[] body) {
        this.type = type;
        this.body = body;
    }

    static PostgresMessage of(char type, int... bytes) {
        byte[] body = new byte[bytes.length];
        for (int i = 0; i < bytes.length; i++) {
            body[i] = (byte) bytes[i];
        }
        return new PostgresMessage(type, body);
    }

    static PostgresMessage readFirst(DataInputStream in) throws IOException {
        return read(FIRST, in);
    }

    static PostgresMessage read(DataInputStream in) throws IOException {
        return read((char) in.readUnsignedByte(), in);
    }

    private static PostgresMessage read(char type, DataInputStream in) throws IOException {
        byte[] body = new byte[in.readInt() - Integer.BYTES];
        in.readFully(body);
        return new PostgresMessage(type, body);
    }

    void write(DataOutputStream out) throws IOException {
        if (type != FIRST) {
            out.writeByte(type);
        }
        out.writeInt(body.length + Integer.BYTES);
        out.write(body);
    }

    char type() {
        return type;
    }

    /** The byte that the body begins with. */
    byte first() {
        return body[0];
    }

    /** The number that the body begins with. */
    int number() {
        return ByteBuffer.wrap(body).getInt();
    }

    /** The text that the body begins with, up to its terminating zero. */
    String text() {
        int end = 0;
        while (body[end] != 0) {
            end++;
        }
        return new String(body, 0, end, StandardCharsets.UTF_8);
    }
}
