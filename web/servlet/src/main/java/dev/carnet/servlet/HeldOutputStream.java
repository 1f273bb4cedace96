package dev.carnet.servlet;

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;

/** The stream of a {@link HeldResponse}. */
final class HeldOutputStream extends ServletOutputStream {
    /** A container may send a large write at once instead of buffering it, and then knows no Content-Length. */
    static final int SLICE = 2048;

    private static final int LEAST = 512;
    private static final byte[] NOTHING = {};

    private final HeldResponse response;
    private ServletOutputStream target;
    private byte[] held = NOTHING;
    private int count;

    HeldOutputStream(HeldResponse response, ServletOutputStream target) {
        this.response = response;
        this.target = target;
    }

    /** From now on; after a reset a container may have another one. */
    void writeTo(ServletOutputStream now) {
        target = now;
    }

    boolean isEmpty() {
        return count == 0;
    }

    void discard() {
        count = 0;
    }

    void handOver() throws IOException {
        int handing = count;
        count = 0;
        for (int from = 0; from < handing; from += SLICE) {
            target.write(held, from, Math.min(SLICE, handing - from));
        }
    }

    @Override
    public void write(int value) throws IOException {
        if (response.mayHold(count + 1L)) {
            makeRoom(1);
            held[count++] = (byte) value;
        } else {
            response.pass(1);
            target.write(value);
        }
        response.wrote(1);
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
        if (response.mayHold((long) count + length)) {
            makeRoom(length);
            System.arraycopy(bytes, from, held, count, length);
            count += length;
        } else {
            response.pass(length);
            target.write(bytes, from, length);
        }
        response.wrote(length);
    }

    /** For non-blocking output, which is never held. */
    @Override
    public void write(ByteBuffer buffer) throws IOException {
        int length = buffer.remaining();
        response.release();
        target.write(buffer);
        response.wrote(length - buffer.remaining());
    }

    private void makeRoom(int length) {
        if (held.length - count < length) {
            int usual = held.length == 0 ? response.expected(LEAST) : 2 * held.length;
            held = Arrays.copyOf(held, Math.max(count + length, usual));
        }
    }

    @Override
    public void flush() throws IOException {
        response.release();
        target.flush();
    }

    @Override
    public void close() throws IOException {
        response.release();
        target.close();
    }

    @Override
    public boolean isReady() {
        return target.isReady();
    }

    /** Stores the session first: once output is non-blocking, nothing may wait for the store. */
    @Override
    public void setWriteListener(WriteListener listener) {
        try {
            response.release();
        } catch (IOException e) {
            listener.onError(e);
            return;
        }
        target.setWriteListener(listener);
    }
}
