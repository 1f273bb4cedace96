package dev.carnet.cli.command;

import dev.carnet.audit.AuditEvent;
import dev.carnet.audit.AuditListener;
import dev.carnet.audit.AuditOutcome;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;

/** The audit trail in a file: a line for each event is appended, and is on the disk before the command goes on. */
final class AuditFile implements AuditListener {
    /** Names it on the command line. */
    static final String OPTION = "--audit-log";

    private final Path file;
    private final FileChannel channel;

    private AuditFile(Path file, FileChannel channel) {
        this.file = file;
        this.channel = channel;
    }

    /**
     * Opens it; a new one is its owner's only. The process closes it with its end, as a command may be audited to the last.
     *
     * @throws UncheckedIOException if it cannot be written; then nothing has been done yet
     */
    static AuditFile at(Path file) {
        try {
            return new AuditFile(
                    file,
                    FileChannel.open(
                            file,
                            Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.APPEND),
                            OwnersOnly.attributes(file)));
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "the audit log " + file + " cannot be written, so nothing was done: " + e
                            + "; use another file with " + OPTION,
                    e);
        }
    }

    @Override
    public void audited(AuditEvent event) {
        boolean interrupted = Thread.interrupted(); // a channel would close instead of writing
        try {
            ByteBuffer line = ByteBuffer.wrap((event.line() + "\n").getBytes(StandardCharsets.UTF_8));
            while (line.hasRemaining()) {
                channel.write(line);
            }
            channel.force(true);
        } catch (IOException e) {
            String so = event.outcome() == AuditOutcome.BEGUN ? ", so nothing was done: " : ": ";
            throw new UncheckedIOException("the audit log " + file + " cannot be written" + so + e, e);
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
