package dev.carnet.cli;

import dev.carnet.audit.AuditAction;
import dev.carnet.encryption.EncryptedSessionStore;
import dev.carnet.encryption.Reencryption;
import dev.carnet.error.ConfigurationException;
import dev.carnet.spi.SessionQuery;
import dev.carnet.text.Words;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.core.JsonGenerator;

/** {@code carnet reencrypt}: encrypts with the key that writes what an older one has encrypted, or none. */
@Command(
        name = "reencrypt",
        description = {
            "Encrypt every session with the key configured as encryption.key that an older key has encrypted, or none.",
            "Applications may run meanwhile, with the same keys. What is encrypted so already is left unchanged: a"
                    + " run that was stopped is begun again."
        },
        footer = {
            "",
            "To change the key: give the new one as key and the old one among old_keys, restart the applications, run",
            "this until it leaves no session, and take the old key away.",
            "To encrypt a store that has sessions: set accept_plain, restart, run this, and take accept_plain away.",
            "",
            "Ctrl-C stops after the page at hand. Exit code 1: some sessions are not encrypted with this key.",
            "",
            "Examples:",
            "  carnet reencrypt",
            "  carnet reencrypt --page 50 --json"
        })
final class ReencryptCommand implements Callable<Integer> {
    private static final int PAGE = 200;
    private static final int MOST_WALKS = 5;

    private final Shell shell;

    @Mixin
    private final AuditOption audit = new AuditOption();

    @Mixin
    private final ConfigOption config = new ConfigOption();

    @Option(
            names = {"-p", "--page"},
            paramLabel = "N",
            converter = CountConverter.class,
            description = "How many sessions to read at a time; default is " + PAGE + ".")
    private @Nullable Integer page;

    @Mixin
    private final JsonOption json = new JsonOption();

    ReencryptCommand(Shell shell) {
        this.shell = shell;
    }

    /** What became of the sessions so far. */
    private static final class Tally {
        private long rewritten;
        private long current;
        private long left;
        private long unreadable;
        private boolean stopped;
        private boolean first;

        /** What is not encrypted is counted anew by each walk; what had been, by the first. */
        void begin() {
            first = rewritten == 0;
            left = 0;
            unreadable = 0;
        }

        int add(Reencryption.Page page) {
            rewritten += page.rewritten();
            current += first ? page.current() : 0;
            left += page.left();
            unreadable += page.unreadable();
            return page.rewritten() + page.current() + page.left() + page.unreadable();
        }
    }

    @Override
    public Integer call() {
        Configured configured = config.choose(shell);
        if (configured.config().fallback().isPresent()) {
            throw new ConfigurationException(
                    configured.source() + ": sessions in the fallback would keep their old key;"
                            + " run 'carnet migrate', take 'fallback' away, and run this again");
        }
        Tally tally = new Tally();
        try (Interruption interruption = Interruption.onExit();
                OpenStore open = configured.open(shell.clock())) {
            EncryptedSessionStore store = open.store()
                    .unwrap(EncryptedSessionStore.class)
                    .orElseThrow(() -> new ConfigurationException(configured.source()
                            + ": encryption is not on; 'carnet key' makes a key, which a block 'encryption' with"
                            + " key: ${CARNET_KEY} takes"));
            audit.trail(shell, configured.config().session()).audit(AuditAction.REENCRYPT, "", () -> {
                long before;
                int walks = 0;
                do { // a session that gets a new id meanwhile may escape one walk
                    before = tally.rewritten;
                    tally.begin();
                    walk(open, store.reencryption(), interruption, tally);
                } while (tally.rewritten > before && !tally.stopped && ++walks < MOST_WALKS);
                tally.left += walks < MOST_WALKS ? 0 : tally.rewritten - before;
                return tally.rewritten;
            });
            print(tally);
            shell.out().flush(); // now: once the interruption is closed, the process may end
        }
        return tally.left + tally.unreadable == 0 && !tally.stopped ? ExitCode.DONE : ExitCode.NO;
    }

    private void walk(OpenStore open, Reencryption work, Interruption interruption, Tally tally) {
        try (Progress progress =
                Progress.of(shell, "Encrypting", () -> open.sessions().count(SessionQuery.ALL))) {
            @Nullable String cursor = null;
            do {
                Reencryption.Page done = work.page(cursor, page == null ? PAGE : page);
                progress.add(tally.add(done));
                cursor = done.nextCursor();
                tally.stopped = cursor != null && interruption.isAsked();
            } while (cursor != null && !tally.stopped);
        }
    }

    private void print(Tally tally) {
        if (json.isSet()) {
            printJson(tally);
            return;
        }
        shell.out()
                .println(
                        Words.count(tally.rewritten, "session") + " encrypted, " + Words.count(tally.current, "session")
                                + " had been" + (tally.stopped ? "; stopped, there may be more" : ""));
        if (tally.left > 0) {
            shell.err()
                    .println("carnet: " + Words.count(tally.left, "session")
                            + " left: in use all the time, or of another application; run this again");
        }
        if (tally.unreadable > 0) {
            shell.err()
                    .println("carnet: " + Words.count(tally.unreadable, "session")
                            + " cannot be decrypted: is a key missing among old_keys, or accept_plain?");
        }
    }

    private void printJson(Tally tally) {
        try (JsonGenerator generator = Json.indented(shell.out())) {
            generator.writeStartObject();
            generator.writeNumberProperty("encrypted", tally.rewritten);
            generator.writeNumberProperty("current", tally.current);
            generator.writeNumberProperty("left", tally.left);
            generator.writeNumberProperty("unreadable", tally.unreadable);
            generator.writeBooleanProperty("stopped", tally.stopped);
            generator.writeEndObject();
        }
        shell.out().println();
    }
}
