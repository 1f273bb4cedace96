package dev.carnet.servlet;

import jakarta.servlet.ServletOutputStream;
import java.io.IOException;
import java.io.PrintWriter;
import org.jspecify.annotations.Nullable;

/**
 * The buffered body of a {@link HeldResponse}: the stream or the writer that was requested. A container allows one of
 * them, and after a reset the other too; the earlier one stays usable then, because an application may have kept it.
 */
final class HeldBody {
    private @Nullable HeldOutputStream stream;
    private @Nullable HeldWriter writer;
    private @Nullable PrintWriter printWriter;

    ServletOutputStream stream(HeldResponse response, ServletOutputStream target) {
        if (stream == null) {
            stream = new HeldOutputStream(response, target);
        }
        stream.writeTo(target);
        return stream;
    }

    PrintWriter writer(HeldResponse response, PrintWriter target) {
        if (writer == null || printWriter == null) {
            writer = new HeldWriter(response, target);
            printWriter = new PrintWriter(writer);
        }
        writer.writeTo(target);
        return printWriter;
    }

    boolean isEmpty() {
        return (stream == null || stream.isEmpty()) && (writer == null || writer.isEmpty());
    }

    void handOver() throws IOException {
        if (stream != null) {
            stream.handOver();
        }
        if (writer != null) {
            writer.handOver();
        }
    }

    void discard() {
        if (stream != null) {
            stream.discard();
        }
        if (writer != null) {
            writer.discard();
        }
    }
}
