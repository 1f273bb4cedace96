package dev.carnet.kiokudb;

import dev.carnet.error.SessionStoreException;
import java.io.IOException;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Entries as files: {@code entries/Zk/Zk3uU9....json}, the id escaped as in a URL, in a folder of its first two
 * characters. Other files are not entries: they are reported and left alone.
 *
 * @param root the directory of the store, a real path
 */
record EntryFiles(Path root, Disk disk) {
    /** The directory of the entries, in the store's own. */
    static final String ENTRIES = "entries";

    private static final String SUFFIX = ".json";
    private static final int PREFIX = 2;
    private static final int LONGEST_NAME = 250;

    Path directory() {
        return root.resolve(ENTRIES);
    }

    /** The file of an entry, whether it is there or not. */
    Path file(String id) {
        String name = name(id);
        if (name.length() > LONGEST_NAME) {
            throw new SessionStoreException("KiokuDB: an id is too long for a file name", null);
        }
        return folder(id).resolve(name);
    }

    /** The folder that an entry's file is in. */
    Path folder(String id) {
        return directory().resolve(prefix(name(id)));
    }

    private static String name(String id) {
        return URLEncoder.encode(id, StandardCharsets.UTF_8).replace(".", "%2E").replace("*", "%2A") + SUFFIX;
    }

    private static String prefix(String name) {
        return name.substring(0, Math.min(PREFIX, name.length() - SUFFIX.length()));
    }

    /** What a file holds, if it is there; bytes that are no UTF-8 become U+FFFD. */
    Optional<String> read(Path file) throws IOException {
        try {
            return Optional.of(new String(disk.read(file), StandardCharsets.UTF_8));
        } catch (NoSuchFileException none) {
            return Optional.empty();
        }
    }

    /**
     * A page of entries in the order of their files' names.
     *
     * @param after the name behind which to begin; null for the first
     */
    EntryPage page(Predicate<Entry> wanted, @Nullable String after, int limit) throws IOException {
        String first = after == null ? "" : after;
        String firstFolder = after == null ? "" : prefix(after);
        Page page = new Page(wanted);
        for (Path folder : disk.list(directory())) {
            String folderName = folder.getFileName().toString();
            if (folderName.compareTo(firstFolder) < 0) {
                continue;
            }
            if (!Files.isDirectory(folder)) {
                page.strays.add(nameOf(folder));
                continue;
            }
            List<Path> files;
            try {
                files = disk.list(folder);
            } catch (FileSystemException e) {
                FileFailures.requireOfThisOneOnly(e);
                page.strays.add(nameOf(folder));
                continue;
            }
            for (Path file : files) {
                String name = file.getFileName().toString();
                if (name.compareTo(first) > 0 || !folderName.equals(firstFolder)) {
                    page.add(file);
                }
                if (page.entries.size() == limit) {
                    return page.until(name);
                }
            }
        }
        return page.until(null);
    }

    /** As operators see it, who know where the directory is. */
    private String nameOf(Path file) {
        return root.relativize(file).toString();
    }

    /** What has been found. */
    private final class Page {
        private final Predicate<Entry> wanted;
        private final List<Entry> entries = new ArrayList<>();
        private final List<String> strays = new ArrayList<>();

        Page(Predicate<Entry> wanted) {
            this.wanted = wanted;
        }

        /** Adds a file, unless somebody has just deleted it. */
        void add(Path file) throws IOException {
            try {
                String id =
                        Files.readAttributes(file, BasicFileAttributes.class).isRegularFile() ? id(file) : null;
                if (id == null) {
                    strays.add(nameOf(file));
                } else {
                    read(file).map(json -> Entry.read(id, json)).filter(wanted).ifPresent(entries::add);
                }
            } catch (NoSuchFileException deleted) {
                return;
            } catch (FileSystemException e) {
                FileFailures.requireOfThisOneOnly(e);
                strays.add(nameOf(file));
            }
        }

        EntryPage until(@Nullable String next) {
            return new EntryPage(entries, strays, next);
        }
    }

    /** The id of the entry that a file holds; null if its name or its place is none of an entry's. */
    private @Nullable String id(Path file) {
        String name = file.getFileName().toString();
        if (!name.endsWith(SUFFIX) || name.length() > LONGEST_NAME) {
            return null;
        }
        try {
            String id = URLDecoder.decode(name.substring(0, name.length() - SUFFIX.length()), StandardCharsets.UTF_8);
            return !id.isEmpty() && file.equals(file(id)) ? id : null;
        } catch (IllegalArgumentException noEscape) {
            return null;
        }
    }
}
