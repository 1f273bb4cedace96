package dev.carnet.kiokudb;

import dev.carnet.error.SessionStoreException;
import dev.carnet.text.Sentences;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.Set;

/** Converts failures of a directory of entries to messages with a remedy, without file names, which are session keys. */
final class FileFailures {
    /** EIO, EUCLEAN, ESTALE, ELOOP in the words of Linux. */
    private static final Set<String> DAMAGED = Set.of(
            "Input/output error", "Structure needs cleaning", "Stale file handle", "Too many levels of symbolic links");

    private FileFailures() {}

    /**
     * The failure as the engine wants it.
     *
     * @param failure completes "KiokuDB: ..."
     * @param directory the directory of the store
     */
    static SessionStoreException of(String failure, Path directory, IOException e) {
        String says = words(e);
        IOException cause = new IOException(says); // the original names the file
        cause.setStackTrace(e.getStackTrace());
        return new SessionStoreException(
                Sentences.join("KiokuDB: " + failure + " in " + directory + ": " + says, remedy(e, says)), cause);
    }

    /**
     * Throws what is no failure of one file or folder alone, such as too many open files: what belongs to another user, or lies
     * on a damaged place of the disk, hides no other entry from an operator.
     */
    static void requireOfThisOneOnly(FileSystemException e) throws FileSystemException {
        boolean isDamaged = DAMAGED.stream().anyMatch(String.valueOf(e.getReason())::contains);
        if (!isDamaged && !(e instanceof AccessDeniedException)) {
            throw e;
        }
    }

    private static String words(IOException e) {
        if (e instanceof AccessDeniedException) {
            return "this user is not allowed to";
        }
        if (e instanceof NoSuchFileException) {
            return "it does not exist";
        }
        if (isInTheWay(e)) {
            return "there is a file where a directory is needed";
        }
        String reason = e instanceof FileSystemException file ? file.getReason() : e.getMessage();
        return reason == null || reason.isBlank() ? e.getClass().getSimpleName() : reason;
    }

    private static boolean isInTheWay(IOException e) {
        return e instanceof NotDirectoryException
                || e instanceof FileAlreadyExistsException
                || (e instanceof FileSystemException
                        && String.valueOf(e.getMessage()).endsWith("Not a directory"));
    }

    private static String remedy(IOException e, String says) {
        if (says.contains("No space left") || says.contains("quota exceeded")) {
            return "Free space on its file system, or raise the quota; earlier data is unchanged";
        }
        if (says.contains("Read-only file system")) {
            return "Mount the file system read-write";
        }
        if (says.contains("Too many open files")) {
            return "Raise the number of files this process may open (ulimit -n)";
        }
        if (e instanceof AccessDeniedException) {
            return "Run as the user that the directory belongs to, or change its owner or permissions";
        }
        if (e instanceof NoSuchFileException || isInTheWay(e)) {
            return "Correct `dir`, or move away what is in its place; `carnet init` creates it";
        }
        return "Check whether the file system is mounted and healthy";
    }
}
