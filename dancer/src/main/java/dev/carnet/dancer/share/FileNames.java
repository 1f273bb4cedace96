package dev.carnet.dancer.share;

import java.io.IOException;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The names of the files in a folder, page by page. Thread-safe.
 *
 * <p>A folder can only be listed whole and in no order. A listing for each page would cost the square of the number of files, and
 * to keep one for all pages would hold all names in memory. Therefore each listing keeps one part of the names, chosen by their
 * hash, and serves as many pages as the part has. A folder has one part if {@value #MOST_NAMES} names or fewer are in it, then 2,
 * 4 and so on up to {@value #MOST_PARTS}. So a scan lists the folder at most {@value #MOST_PARTS} times, however many files there
 * are, and of three million names it holds 47,000.
 *
 * <p>The cursor says which part it is and behind which name the next page begins. Whoever has not kept that part, such as another
 * process, lists the folder once more. A part belongs to one scan: a later scan may not use it, because it lacks new files.
 */
final class FileNames {
    static final int MOST_NAMES = 10_000;
    static final int MOST_PARTS = 64;

    /** How many scans under way keep a part: some are never finished. */
    private static final int MOST_SCANS = 4;

    /** Lists the folder. */
    @FunctionalInterface
    interface Listing {
        /** Hands on the name of each file. */
        void forEach(Consumer<String> name) throws IOException;
    }

    /**
     * Some names.
     *
     * @param nextCursor where the next page begins, or null at the end
     */
    record Page(List<String> names, @Nullable String nextCursor) {}

    /**
     * Where a page begins.
     *
     * @param scan a random name of the scan
     * @param parts how many parts the names are divided into, a power of two
     * @param part which of them it is
     * @param after the name before the page; empty at the beginning of the part
     */
    private record Position(String scan, int parts, int part, String after) {
        static Position of(String text) {
            String[] fields = text.split(":", 4);
            return new Position(fields[0], Integer.parseInt(fields[1]), Integer.parseInt(fields[2]), fields[3]);
        }

        String text() {
            return scan + ":" + parts + ":" + part + ":" + after;
        }

        boolean covers(String name) {
            return (spread(name) & (parts - 1)) == part;
        }

        /** Some bits of a hash that is the same in every process. */
        private static int spread(String name) {
            return (name.hashCode() * 0x9E3779B9) >>> 16;
        }

        Position behind(String name) {
            return new Position(scan, parts, part, name);
        }

        @Nullable
        Position nextPart() {
            return part + 1 < parts ? new Position(scan, parts, part + 1, "") : null;
        }
    }

    /**
     * The names of a part.
     *
     * @param start where it begins
     * @param names sorted
     */
    private record Part(Position start, List<String> names) {
        boolean isOf(Position position) {
            return start.equals(position.behind(""));
        }
    }

    /** A part that becomes smaller while a listing finds too many names. */
    private static final class Shrinking implements Consumer<String> {
        private final int mostNames;
        private final int mostParts;
        private final Set<String> names = new HashSet<>();
        private Position start;

        Shrinking(Position start, int mostNames, int mostParts) {
            this.start = start;
            this.mostNames = mostNames;
            this.mostParts = mostParts;
        }

        @Override
        public void accept(String name) {
            if (start.covers(name)) {
                names.add(name);
            }
            while (names.size() > mostNames && start.parts() < mostParts) {
                start = new Position(start.scan(), 2 * start.parts(), start.part(), "");
                names.removeIf(each -> !start.covers(each));
            }
        }

        Part done() {
            return new Part(start, names.stream().sorted().toList());
        }
    }

    private final Listing listing;
    private final int mostNames;
    private final Map<String, Part> kept = new LinkedHashMap<>();

    FileNames(Listing listing) {
        this(listing, MOST_NAMES);
    }

    /** @param mostNames how many names there may be before they are divided */
    FileNames(Listing listing, int mostNames) {
        this.listing = listing;
        this.mostNames = mostNames;
    }

    Page page(@Nullable String cursor, int limit) throws IOException {
        Position asked = cursor == null ? null : Position.of(cursor);
        Part part = asked == null ? first() : part(asked);
        int from = asked == null ? 0 : behind(part.names(), asked.after());
        int to = (int) Math.min((long) from + limit, part.names().size());
        List<String> names = part.names().subList(from, to);
        Position next;
        if (to < part.names().size()) {
            keep(part);
            next = part.start().behind(part.names().get(to - 1));
        } else {
            next = part.start().nextPart();
        }
        return new Page(names, next == null ? null : next.text());
    }

    private static int behind(List<String> names, String name) {
        int found = Collections.binarySearch(names, name);
        return found < 0 ? -found - 1 : found + 1;
    }

    private Part first() throws IOException {
        return list(new Position(UUID.randomUUID().toString(), 1, 0, ""), MOST_PARTS);
    }

    private Part part(Position position) throws IOException {
        Part mine = taken(position.scan());
        return mine != null && mine.isOf(position) ? mine : list(position.behind(""), position.parts());
    }

    /** The part that begins at a position, or less of it where the names may still be divided. */
    private Part list(Position start, int mostParts) throws IOException {
        Shrinking part = new Shrinking(start, mostNames, mostParts);
        listing.forEach(part);
        return part.done();
    }

    private synchronized @Nullable Part taken(String scan) {
        return kept.remove(scan);
    }

    private synchronized void keep(Part part) {
        kept.put(part.start().scan(), part);
        if (kept.size() > MOST_SCANS) {
            kept.remove(kept.keySet().iterator().next());
        }
    }
}
