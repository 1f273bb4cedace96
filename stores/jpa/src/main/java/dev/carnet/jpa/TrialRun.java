package dev.carnet.jpa;

import dev.carnet.jpa.entity.Bookkeeping.Part;
import dev.carnet.jpa.query.BoundQuery;
import dev.carnet.spi.Attributes;
import dev.carnet.spi.Change;
import dev.carnet.spi.Encoded;
import dev.carnet.spi.SessionHeader;
import dev.carnet.spi.SessionKey;
import dev.carnet.spi.SessionQuery;
import dev.carnet.spi.SessionRecord;
import dev.carnet.spi.SessionUpdate;
import dev.carnet.spi.UpdateResult;
import dev.carnet.spi.decorate.Versions;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The life of one session in a store, without operations on other rows. Its times are long past, so that a sweep would
 * remove it if it were ever committed, and whole seconds, because a column need not keep fractions. Used once.
 */
final class TrialRun {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final Instant BEGUN = Instant.parse("2001-09-09T12:00:00Z");
    private static final Duration MAX_IDLE = Duration.ofMinutes(30);
    private static final Instant ACCESSED = BEGUN.plusSeconds(600);
    private static final Instant EXPIRES = ACCESSED.plus(MAX_IDLE);
    private static final String USER = "Carnet-trial";

    private final JpaSessionStore store;
    private TrialStep step = TrialStep.NEW;

    TrialRun(JpaSessionStore store) {
        this.store = store;
    }

    /** The one that was begun last. */
    TrialStep step() {
        return step;
    }

    /** Whether a session can be kept. */
    boolean keeps() {
        SessionRecord made = made();
        SessionKey key = made.header().key();
        SessionKey moved = key();
        store.create(made);
        step = TrialStep.READ;
        if (!stands(key, made)) {
            return false;
        }
        step = TrialStep.KEY;
        SessionKey similar = new SessionKey(swapped(key.value()));
        if (store.find(similar).isPresent() || store.delete(similar, null)) {
            return false;
        }
        step = TrialStep.COMPARE;
        if (!store.compares(key)) {
            return false;
        }
        step = TrialStep.CONFLICT;
        if (store.update(outdated(key)) != UpdateResult.CONFLICT) {
            return false;
        }
        step = TrialStep.CHANGE;
        SessionRecord changed = update(key, new Change(attributes("2").values(), Set.of(), null, null, null));
        if (changed == null) {
            return false;
        }
        step = TrialStep.TOUCH;
        if (!store.touch(key, changed.header().version(), ACCESSED, EXPIRES)
                || !stands(
                        key, new SessionRecord(changed.header().accessed(ACCESSED, EXPIRES), changed.attributes()))) {
            return false;
        }
        step = TrialStep.LIST;
        if (!finds(store.byHandle(changed.header().handle()), key) || !finds(store.expired(EXPIRES), key)) {
            return false;
        }
        step = TrialStep.ID_CHANGE;
        if (update(key, new Change(Map.of(), Set.of(), null, null, moved)) == null
                || store.find(key).isPresent()) {
            return false;
        }
        step = TrialStep.END;
        if (!store.delete(moved, null) || store.find(moved).isPresent()) {
            return false;
        }
        step = TrialStep.EXPIRY;
        SessionRecord other = made();
        SessionKey otherKey = other.header().key();
        store.create(other);
        return !store.delete(otherKey, BEGUN)
                && store.delete(otherKey, EXPIRES)
                && store.find(otherKey).isEmpty();
    }

    /** Whether a session is found by its user. */
    boolean findsByUser() {
        SessionRecord made = made();
        SessionKey key = made.header().key();
        store.create(made);
        step = TrialStep.LIST;
        return update(key, new Change(Map.of(), Set.of(), new Change.SetTo<>(USER), null, null)) != null
                && finds(store.listed(SessionQuery.ALL.ofPrincipal(USER)), key);
    }

    private boolean stands(SessionKey key, SessionRecord expected) {
        return store.find(key).filter(expected::equals).isPresent();
    }

    private boolean finds(BoundQuery select, SessionKey key) {
        BoundQuery limited =
                select.and("e." + store.entity.id().name() + " = :trial_key").with("trial_key", key.value());
        return store.managers.read(
                "",
                manager -> store.rows
                        .only(key, limited.list(manager))
                        .filter(row -> store.header(row).isExpiredBy(EXPIRES))
                        .isPresent());
    }

    /** What stands there after a change; null if it was not stored, or as something else. */
    private @Nullable SessionRecord update(SessionKey key, Change change) {
        SessionRecord base = store.find(key).orElseThrow();
        SessionUpdate update = update(base, change);
        return store.update(update) == UpdateResult.SAVED
                        && stands(update.next().header().key(), update.next())
                ? update.next()
                : null;
    }

    private static SessionUpdate update(SessionRecord base, Change change) {
        SessionHeader header = base.header();
        Attributes attributes = base.attributes().with(change.written(), change.removed());
        SessionHeader next = header.withVersion(Versions.next())
                .withLimits(MAX_IDLE, null)
                .withSize(attributes.size())
                .withKey(change.newKey() == null ? header.key() : change.newKey())
                .withPrincipal(
                        change.principal() == null
                                ? header.principal()
                                : change.principal().value());
        return new SessionUpdate(base, new SessionRecord(next, attributes), change);
    }

    /** The change of a writer who read a text that differs in case only, without a version. */
    private SessionUpdate outdated(SessionKey key) {
        SessionRecord stored = store.find(key).orElseThrow();
        String text = stored.asRead() instanceof String read ? read : store.text(stored);
        SessionRecord base = new SessionRecord(
                SessionHeader.foreign(key, Instant.EPOCH, stored.attributes().size()),
                stored.attributes(),
                swapped(text));
        return new SessionUpdate(base, stored, Change.NOTHING);
    }

    private SessionRecord made() {
        SessionKey key = key();
        Attributes attributes = attributes("1");
        return new SessionRecord(
                new SessionHeader(
                        key,
                        (store.entity.keepsAll() && !store.entity.kept().contains(Part.FORMAT)) ? null : true,
                        "s." + key.value().substring(12, 34),
                        Versions.next(),
                        BEGUN,
                        BEGUN,
                        MAX_IDLE,
                        null,
                        BEGUN.plus(MAX_IDLE),
                        null,
                        attributes.size()),
                attributes);
    }

    private static Attributes attributes(String number) {
        return new Attributes(Map.of("carnetTrial", Encoded.ofText("\"aA\""), "n", Encoded.ofText(number)));
    }

    /** Of 40 characters, letters of both cases among them. */
    private static SessionKey key() {
        byte[] drawn = new byte[21];
        RANDOM.nextBytes(drawn);
        return new SessionKey(
                "carnet-Trial" + Base64.getUrlEncoder().withoutPadding().encodeToString(drawn));
    }

    /** The same text with small letters for capital ones and the other way round. */
    private static String swapped(String text) {
        return text.chars()
                .map(c -> Character.isUpperCase(c) ? Character.toLowerCase(c) : Character.toUpperCase(c))
                .mapToObj(Character::toString)
                .collect(Collectors.joining());
    }
}
