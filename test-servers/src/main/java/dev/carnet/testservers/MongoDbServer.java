package dev.carnet.testservers;

import de.bwaldvogel.mongo.MongoServer;
import de.bwaldvogel.mongo.backend.memory.MemoryBackend;
import de.bwaldvogel.mongo.backend.memory.MemoryDatabase;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.exception.MongoServerError;
import de.bwaldvogel.mongo.exception.MongoServerException;
import de.bwaldvogel.mongo.wire.message.MongoMessage;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * A server that speaks MongoDB's protocol on a free port of this machine, open to everybody; its data is in the memory of
 * this JVM. Not MongoDB itself: it deletes nothing by TTL and knows no users, sessions or transactions. Thread-safe.
 */
public final class MongoDbServer implements AutoCloseable {
    private final Backend data = new Backend();
    private final InetSocketAddress address =
            new InetSocketAddress(InetAddress.getLoopbackAddress(), Folders.freePort());
    private MongoServer server = listening();

    private MongoDbServer() {}

    /** Starts a server. */
    public static MongoDbServer start() {
        return new MongoDbServer();
    }

    private MongoServer listening() {
        MongoServer listening = new MongoServer(data);
        listening.bind(address);
        return listening;
    }

    public int port() {
        return address.getPort();
    }

    /** A connection string, without a database. */
    public String uri() {
        return "mongodb://127.0.0.1:" + port();
    }

    /** Ends it; data stays. Breaks every connection. */
    public synchronized void stop() {
        server.shutdownNow();
    }

    /** Starts it again, on the same port and data. */
    public synchronized void resume() {
        server = listening();
    }

    /** How many commands it has been given since it began; those by which drivers get to know it are not among them. */
    public long commands() {
        return data.commands.get();
    }

    /** Answers the next command of a name with an error and does not carry it out. */
    public void refuseNext(String command, int code, String codeName) {
        data.incidents.add(new Incident(command, Kind.REFUSED, code, codeName));
    }

    /** Cuts the connection on which the next command of a name comes, before it is carried out. */
    public void cutBeforeNext(String command) {
        data.incidents.add(new Incident(command, Kind.CUT_BEFORE, 0, ""));
    }

    /** Cuts the connection on which the next command of a name comes, once it is carried out. */
    public void cutAfterNext(String command) {
        data.incidents.add(new Incident(command, Kind.CUT_AFTER, 0, ""));
    }

    /** Carries the next command of a name out and says that too few members of a replica set have confirmed it. */
    public void leaveNextUnconfirmed(String command) {
        data.incidents.add(new Incident(command, Kind.UNCONFIRMED, 64, "WriteConcernFailed"));
    }

    /** Does nothing at the next command of a name and answers that it found nothing to do. */
    public void overlookNext(String command) {
        data.incidents.add(new Incident(command, Kind.OVERLOOKED, 0, ""));
    }

    /**
     * From now on answers every command that is meant with an error and does not carry it out, as servers do that know less
     * than MongoDB.
     *
     * @param meant told by the whole command; its first field is its name
     * @param codeName empty for a server that has no names for its codes
     */
    public void refuseAlways(Predicate<? super Map<String, Object>> meant, int code, String codeName, String message) {
        data.rules.add(new Rule(meant, () -> {
            throw new MongoServerError(code, codeName, message);
        }));
    }

    /** From now on answers every command of a name to a database with this and does not carry it out. */
    public void answerAlways(String command, String database, Map<String, ?> answer) {
        data.rules.add(new Rule(
                each -> name(each).equals(command) && database.equals(each.get("$db")),
                () -> new Document(answer).append("ok", 1.0)));
    }

    @Override
    public synchronized void close() {
        server.shutdownNow();
    }

    private static String name(Map<String, Object> command) {
        return command.keySet().iterator().next();
    }

    /** What every command is answered that is meant. */
    private record Rule(Predicate<? super Map<String, Object>> meant, Supplier<Document> answer) {}

    private enum Kind {
        REFUSED,
        OVERLOOKED,
        UNCONFIRMED,
        CUT_BEFORE,
        CUT_AFTER
    }

    /** What happens at the next command of a name. */
    private record Incident(String command, Kind kind, int code, String codeName) {}

    /** Data that outlives its server, and what is to happen to commands. */
    private static final class Backend extends MemoryBackend {
        private static final Set<String> ACQUAINTANCE = Set.of("hello", "isMaster", "ismaster");

        private final List<Rule> rules = new CopyOnWriteArrayList<>();
        private final Queue<Incident> incidents = new ConcurrentLinkedQueue<>();
        private final AtomicLong commands = new AtomicLong();

        @Override
        public MemoryDatabase openOrCreateDatabase(String name) {
            return new IdFirstDatabase(name, getCursorRegistry());
        }

        @Override
        public Document handleMessage(MongoMessage message) {
            String command = name(message.getDocument());
            if (!ACQUAINTANCE.contains(command)) {
                commands.incrementAndGet();
            }
            for (Rule rule : rules) {
                if (rule.meant().test(message.getDocument())) {
                    return rule.answer().get();
                }
            }
            Incident next = incidents.peek();
            if (next == null || !next.command().equals(command) || !incidents.remove(next)) {
                return super.handleMessage(message);
            }
            if (next.kind() == Kind.REFUSED) {
                throw new MongoServerError(next.code(), next.codeName(), "refused by the test");
            }
            if (next.kind() == Kind.OVERLOOKED) {
                return new Document("n", 0).append("ok", 1.0);
            }
            if (next.kind() == Kind.UNCONFIRMED) {
                Document error = new Document("code", next.code()).append("codeName", next.codeName());
                return super.handleMessage(message).append("writeConcernError", error.append("errmsg", "by the test"));
            }
            if (next.kind() == Kind.CUT_AFTER) {
                super.handleMessage(message);
            }
            // Whether it closes well nobody asks: the answer below goes nowhere.
            var unused = message.getChannel().close();
            throw new MongoServerException("cut by the test");
        }

        /** The server would end its data with itself. */
        @Override
        public void close() {}
    }
}
