package dev.carnet.cli.transfer;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.jspecify.annotations.Nullable;

/**
 * How far an import has got, in a file beside the imported one, which is gone at the end: what was imported before is not
 * imported again, since it may have ended meanwhile.
 */
final class ImportPosition {
    private final @Nullable Path file;
    private final String of;

    /**
     * The position in a file.
     *
     * @param imported the file; null for standard input, of which nothing is noted
     * @param header the file's first line, by which it is known again
     * @param target the configuration it is imported with
     */
    ImportPosition(@Nullable Path imported, String header, String target) {
        this.file = imported == null ? null : imported.resolveSibling(imported.getFileName() + ".position");
        this.of = LineSum.verified(header).orElse("") + " " + target;
    }

    /**
     * How far an import was when it was broken off.
     *
     * @param lines how many lines were done
     * @param refused how many sessions of them were not stored
     */
    record Done(long lines, long refused) {
        static final Done NOTHING = new Done(0, 0);
    }

    /** Whether an import of it was broken off. */
    boolean isBrokenOff() {
        return file != null && Files.exists(file);
    }

    Done before() {
        if (file == null || !Files.exists(file)) {
            return Done.NOTHING;
        }
        try {
            String[] words = Files.readString(file).strip().split(" ", 3);
            if (words.length == 3 && words[2].equals(of)) {
                return new Done(Long.parseLong(words[0]), Long.parseLong(words[1]));
            }
            if (words.length == 3 && words[0].equals("0")) { // of another file or store, and nothing was done
                return Done.NOTHING;
            }
        } catch (IOException | NumberFormatException e) {
            throw new UncheckedIOException(
                    "the position in " + file + " cannot be read: " + e + "; remove it to start over",
                    e instanceof IOException io ? io : new IOException(e));
        }
        throw new UncheckedIOException(
                "the position in " + file + " belongs to another file or store; remove it to start over",
                new IOException("another file or store"));
    }

    /** An import has got so far. */
    void note(Done done) {
        if (file == null) {
            return;
        }
        Path next = file.resolveSibling(file.getFileName() + ".new");
        try {
            Files.writeString(next, done.lines() + " " + done.refused() + " " + of + "\n");
            Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException("the position " + file + " cannot be written: " + e, e);
        }
    }

    /** All is done. */
    void done() {
        try {
            if (file != null) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the position " + file + " cannot be deleted: " + e, e);
        }
    }
}
