package dev.carnet.servlet;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;

/** What is below the writer of a {@link HeldResponse}; holds characters, so that the container encodes them. */
final class HeldWriter extends Writer {
    private final HeldResponse response;
    private PrintWriter target;
    private final StringBuilder held = new StringBuilder();

    HeldWriter(HeldResponse response, PrintWriter target) {
        this.response = response;
        this.target = target;
    }

    /** From now on; after a reset a container may have another one. */
    void writeTo(PrintWriter now) {
        target = now;
    }

    boolean isEmpty() {
        return held.isEmpty();
    }

    void discard() {
        held.setLength(0);
    }

    void handOver() {
        if (!held.isEmpty()) {
            String text = held.toString();
            held.setLength(0);
            target.write(text);
        }
    }

    @Override
    public void write(int character) throws IOException {
        write(new char[] {(char) character}, 0, 1);
    }

    @Override
    public void write(char[] characters, int from, int length) throws IOException {
        if (response.mayHold((long) held.length() + length)) {
            held.append(characters, from, length);
        } else {
            response.pass(length);
            target.write(characters, from, length);
        }
        response.wrote(length);
    }

    @Override
    public void write(String text, int from, int length) throws IOException {
        if (response.mayHold((long) held.length() + length)) {
            held.append(text, from, from + length);
        } else {
            response.pass(length);
            target.write(text, from, length);
        }
        response.wrote(length);
    }

    /** Reports a client that has gone, which the container's writer keeps to itself. */
    @Override
    public void flush() throws IOException {
        response.release();
        if (target.checkError()) {
            throw new IOException("the client has closed the connection");
        }
    }

    @Override
    public void close() throws IOException {
        response.release();
        target.close();
    }
}
