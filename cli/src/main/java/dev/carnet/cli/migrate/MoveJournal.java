package dev.carnet.cli.migrate;

import dev.carnet.cli.command.OwnersOnly;
import dev.carnet.spi.SessionKey;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The keys of the sessions that a move has at hand, in a file of their own: what a move that was killed left half done is
 * completed by the next one. A key may be a working cookie, so the file is its owner's only; it is deleted when the move ends.
 */
final class MoveJournal {
    private final Path file;
    private final List<SessionKey> left;

    private MoveJournal(Path file, List<SessionKey> left) {
        this.file = file;
        this.left = left;
    }

    /** Opens it, perhaps one that a move has left behind. */
    static MoveJournal at(Path file) {
        try {
            List<String> lines = Files.exists(file) ? Files.readAllLines(file) : List.of();
            return new MoveJournal(
                    file,
                    lines.stream()
                            .filter(each -> !each.isEmpty())
                            .map(SessionKey::new)
                            .toList());
        } catch (IOException e) {
            throw new UncheckedIOException("the journal " + file + " cannot be read: " + e.getMessage(), e);
        } catch (IllegalArgumentException e) {
            throw new UncheckedIOException(
                    "the journal " + file + " contains other data than keys; use another file with --journal",
                    new IOException(e));
        }
    }

    /** The keys of a move that was broken off. */
    List<SessionKey> left() {
        return left;
    }

    /** Notes what is at hand from now on, on the disk before this returns. */
    void note(List<SessionKey> keys) {
        String text = keys.stream().map(SessionKey::value).collect(Collectors.joining("\n", "", "\n"));
        try (FileChannel channel = FileChannel.open(
                file,
                Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING),
                OwnersOnly.attributes(file))) {
            channel.write(ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)));
            channel.force(true);
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "the journal " + file + " cannot be written: " + e.getMessage()
                            + "; use another file with --journal",
                    e);
        }
    }

    /** Forgets what was at hand, when all of it has been moved. */
    void done() {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException("the journal " + file + " cannot be deleted: " + e.getMessage(), e);
        }
    }
}
