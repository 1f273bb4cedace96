package dev.carnet;

import dev.carnet.error.SessionCodecException;
import dev.carnet.error.SessionDataException;
import dev.carnet.error.SessionGoneException;
import dev.carnet.internal.attribute.Delta;
import dev.carnet.internal.attribute.HiddenAttributes;
import dev.carnet.internal.attribute.TrackedAttributes;
import dev.carnet.internal.record.PrincipalRule;
import dev.carnet.options.SessionOptions;
import dev.carnet.spi.Change;
import dev.carnet.spi.SessionHeader;
import dev.carnet.spi.SessionRecord;
import java.lang.invoke.MethodType;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * A user's session as one request sees it. It detects what changed, including changes in place such as an addition to a
 * list, and {@link SessionEngine#flush} stores only the changes.
 *
 * <p>Thread-safe for the threads of one request. Each request has its own copy, unlike a container's own sessions: a
 * request sees the changes of another one only after that one has flushed them and this one has retrieved the session
 * again.
 *
 * <p>After {@link SessionEngine#destroy} every method but {@link #id()}, {@link #handle()}, {@link #maxIdle()},
 * {@link #isStored()}, {@link #isValid()} and {@link #isDestroyed()} throws {@link IllegalStateException}. If a flush
 * finds that the session no longer exists, it can still be read and changed, so that the request can finish; a further
 * flush throws {@link SessionGoneException}.
 */
public final class Session {
    private enum State {
        ACTIVE,
        DESTROYED,
        GONE
    }

    /** Held while the session is being stored, so that two threads of a request do not store it at the same time. */
    final ReentrantLock storing = new ReentrantLock();

    private final IdScheme ids;
    private final PrincipalRule principals;
    private final TrackedAttributes attributes;
    private final Instant accessedAt;
    private final Instant previouslyAccessedAt;
    private final boolean isNew;

    /** Null in a session that was opened from a record. */
    private @Nullable SessionId id;

    private SessionRecord base;
    private boolean stored;
    private State state = State.ACTIVE;
    private @Nullable SessionId newId;
    private Change.@Nullable SetTo<String> newPrincipal;
    private Change.@Nullable SetTo<Duration> newMaxIdle;

    /**
     * The changes to store now.
     *
     * @param isAdoption whether the request itself changed nothing, and a foreign record only gets its bookkeeping
     */
    record Pending(Delta delta, Change change, @Nullable SessionId newId, boolean isAdoption) {
        private static final Pending NOTHING = new Pending(Delta.NOTHING, Change.NOTHING, null, false);

        @SuppressWarnings("ReferenceEquality") // there is one
        boolean isNothing() {
            return this == NOTHING;
        }

        /** Whether a session that is not stored yet has anything worth storing. */
        boolean isWorthASession() {
            return !delta.written().isEmpty()
                    || (change.principal() != null && change.principal().value() != null);
        }
    }

    Session(
            IdScheme ids,
            PrincipalRule principals,
            @Nullable SessionId id,
            SessionRecord base,
            boolean isNew,
            Instant accessedAt,
            TrackedAttributes attributes) {
        this.ids = ids;
        this.principals = principals;
        this.id = id;
        this.base = base;
        this.isNew = isNew;
        this.stored = !isNew;
        this.accessedAt = accessedAt;
        this.previouslyAccessedAt = base.header().lastAccessedAt();
        this.attributes = attributes;
    }

    /**
     * The secret id; after {@link #changeId()} the new one. The new id is final only after a flush has stored it: if
     * that flush fails, the next one uses another id, because the failed write may still arrive.
     *
     * @throws IllegalStateException if the session was {@linkplain SessionEngine#open opened} without it
     */
    public synchronized SessionId id() {
        return newId == null ? known(id) : newId;
    }

    private static SessionId known(@Nullable SessionId id) {
        if (id == null) {
            throw new IllegalStateException(
                    "the session was opened from a stored record, which does not contain" + " its id");
        }
        return id;
    }

    /**
     * The id under which the session is stored, or was stored until it ended; empty if it was never stored. After
     * {@link #changeId()} this is the old id until the next flush.
     */
    public synchronized Optional<SessionId> storedId() {
        return stored ? Optional.ofNullable(id) : Optional.empty();
    }

    /** The public name: random, the same for the whole life of the session. It does not work as a cookie. */
    public synchronized String handle() {
        return base.header().handle();
    }

    /** Whether the session began in this request. */
    public synchronized boolean isNew() {
        requireValid();
        return isNew;
    }

    /**
     * Whether the session is stored, as far as this object knows: a new session is stored by the first flush after
     * something was put into it; a session that was destroyed or found gone is no longer stored.
     */
    public synchronized boolean isStored() {
        return stored && state == State.ACTIVE;
    }

    /** False after the session was destroyed, or after a flush found that it no longer exists. */
    public synchronized boolean isValid() {
        return state == State.ACTIVE;
    }

    /** Whether the session was destroyed through this object, rather than found gone. */
    public synchronized boolean isDestroyed() {
        return state == State.DESTROYED;
    }

    /**
     * An attribute's value; null if it is absent or cannot be read. A mutable value may be changed in place: the object last
     * returned for a name is the one that is stored.
     */
    public @Nullable Object get(String name) {
        requireValid();
        return attributes.get(visible(name));
    }

    /**
     * An attribute's value as a type; null if it is absent or cannot be read as that type. {@code int.class} means
     * {@code Integer.class}. The type need not be allowed; if it is not, the value is a copy, and changes inside it are
     * not stored.
     */
    public <T> @Nullable T get(String name, Class<T> type) {
        requireValid();
        Class<T> boxed = boxed(Objects.requireNonNull(type, "type"));
        return boxed.cast(attributes.get(visible(name), boxed));
    }

    /**
     * An attribute's value as a type, or a default if it is absent or cannot be read as that type. The default is not
     * put into the session: to store it, or changes inside it, call {@link #put}.
     */
    public <T> T getOrDefault(String name, Class<T> type, T defaultValue) {
        T value = get(name, type);
        return value == null ? defaultValue : value;
    }

    /** An attribute's value as a generic type; null if it is absent or cannot be read as that type. */
    @SuppressWarnings("unchecked") // the codec read it as that type
    public <T> @Nullable T get(String name, TypeRef<T> type) {
        requireValid();
        return (T) attributes.get(
                visible(name), Objects.requireNonNull(type, "type").type());
    }

    /**
     * Sets an attribute; null removes it.
     *
     * @param name any string that does not begin with {@code __carnet:}; it may be empty
     * @throws SessionCodecException if the value, or one inside it, has a type that is not allowed; the session is then
     *     unchanged
     */
    public void put(String name, @Nullable Object value) {
        requireValid();
        if (value == null) {
            attributes.remove(visible(name));
        } else {
            attributes.put(visible(name), value);
        }
    }

    /** Removes an attribute; does nothing if it is absent. */
    public void remove(String name) {
        requireValid();
        attributes.remove(visible(name));
    }

    /**
     * Removes an attribute and returns its value, such as a message that is shown once; null if it is absent. Two
     * requests that pop the same attribute at the same time both get it, because each has its own copy of the session.
     */
    public @Nullable Object pop(String name) {
        Object value = get(name);
        remove(name);
        return value;
    }

    /** Like {@link #pop(String)}, with a type; a value that cannot be read as that type is removed, too. */
    public <T> @Nullable T pop(String name, Class<T> type) {
        T value = get(name, type);
        remove(name);
        return value;
    }

    /** Removes all attributes. The session itself, its id, its principal and its timeouts stay. */
    public void clear() {
        requireValid();
        attributes.clear();
    }

    /** Whether the attribute exists. If its value has not been read yet, it may still turn out to be unreadable. */
    public boolean contains(String name) {
        requireValid();
        return attributes.contains(visible(name));
    }

    /**
     * A snapshot of the attributes' names. An attribute whose value has not been read yet may still turn out to be
     * unreadable.
     */
    public Set<String> names() {
        requireValid();
        return attributes.names();
    }

    /** The user to whom the session belongs, or null. */
    public synchronized @Nullable String principal() {
        requireValid();
        return newPrincipal == null ? base.header().principal() : newPrincipal.value();
    }

    /**
     * Sets the user, so that the session can be listed and ended by user, and the time of authentication. At a login
     * also call {@link #changeId()}; {@link SessionEngine#logIn} does both.
     *
     * @param principal the user's name, or null for none
     * @throws SessionDataException if the store cannot keep it exactly: it contains NUL or an unpaired surrogate, or has
     *     more characters than {@link dev.carnet.spi.StoreTraits#maxPrincipalLength()}; the session is then unchanged
     */
    public synchronized void setPrincipal(@Nullable String principal) {
        requireValid();
        if (principal != null) {
            principals.check(principal);
        }
        newPrincipal = new Change.SetTo<>(principal);
        if (principal == null) {
            attributes.remove(HiddenAttributes.AUTHENTICATED_AT);
        } else {
            markAuthenticated();
        }
    }

    /**
     * Records that the user was authenticated in this request, possibly once more, such as before a payment.
     * {@link #setPrincipal} records it, too. Also call {@link #changeId()} (OWASP ASVS 7.2.4).
     */
    public void markAuthenticated() {
        requireValid();
        attributes.put(HiddenAttributes.AUTHENTICATED_AT, accessedAt.toString());
    }

    /**
     * When the user was last authenticated, before or in this request; null if that was never recorded (OWASP ASVS
     * 7.5.1).
     */
    public @Nullable Instant authenticatedAt() {
        requireValid();
        return instant(HiddenAttributes.AUTHENTICATED_AT);
    }

    /** Gives the session a new id if its current one is older than this, or is not found by the other application. */
    synchronized boolean renewIfDue(@Nullable Duration renewal) {
        if (id == null || !isStored() || !(ids.isForUsAlone(id) || isOlder(renewal))) {
            return false;
        }
        if (renewal != null) {
            attributes.put(HiddenAttributes.RENEWED_AT, accessedAt.toString());
        }
        changeId();
        return true;
    }

    private boolean isOlder(@Nullable Duration renewal) {
        if (renewal == null) {
            return false;
        }
        Instant renewed = instant(HiddenAttributes.RENEWED_AT);
        Instant since = renewed == null ? createdAt() : renewed;
        return !since.plus(renewal).isAfter(accessedAt);
    }

    private @Nullable Instant instant(String hidden) {
        Object text = attributes.get(hidden);
        try {
            return text == null ? null : Instant.parse(text.toString());
        } catch (DateTimeParseException somebodyElseWroteIt) {
            return null;
        }
    }

    /**
     * A value that the web container itself keeps in the session, such as its login; null if there is none of this name.
     * Names of the application and of the container are separate.
     */
    public @Nullable Object containerValue(String name) {
        requireValid();
        return attributes.get(HiddenAttributes.ofContainer(name));
    }

    /**
     * Sets a value that the web container itself keeps in the session; null removes it. It is stored by the next flush.
     * It is not an attribute: {@link #names} omits it and {@link #clear} keeps it.
     *
     * @throws SessionCodecException as {@link #put}
     */
    public void setContainerValue(String name, @Nullable Object value) {
        requireValid();
        if (value == null) {
            attributes.remove(HiddenAttributes.ofContainer(name));
        } else {
            attributes.put(HiddenAttributes.ofContainer(name), value);
        }
    }

    /** When the session began. */
    public synchronized Instant createdAt() {
        requireValid();
        return base.header().createdAt();
    }

    /** The last access before this request, as far as it was stored; for a new session, its beginning. */
    public synchronized Instant lastAccessedAt() {
        requireValid();
        return previouslyAccessedAt;
    }

    /** The idle timeout; null means none. */
    public synchronized @Nullable Duration maxIdle() {
        return newMaxIdle == null ? base.header().maxIdle() : newMaxIdle.value();
    }

    /**
     * Sets the idle timeout, which takes effect with the next flush.
     *
     * @param maxIdle at least one second and at most {@link SessionOptions#LONGEST_IDLE}, or null for no idle timeout
     * @throws IllegalArgumentException if it is less or more
     */
    public synchronized void setMaxIdle(@Nullable Duration maxIdle) {
        requireValid();
        if (maxIdle != null && maxIdle.compareTo(Duration.ofSeconds(1)) < 0) {
            throw new IllegalArgumentException("the idle timeout is at least 1 second, not " + maxIdle);
        }
        if (maxIdle != null && maxIdle.compareTo(SessionOptions.LONGEST_IDLE) > 0) {
            throw new IllegalArgumentException("a session lives at most " + SessionOptions.LONGEST_IDLE
                    + " without an access, not " + maxIdle + "; null is for ever");
        }
        newMaxIdle = new Change.SetTo<>(maxIdle);
    }

    /** The absolute timeout: when the session ends even if it is in use; null means never. */
    public synchronized @Nullable Instant endsAt() {
        requireValid();
        return base.header().endsAt();
    }

    /**
     * Gives the session a new id. Call this whenever its privileges change (OWASP ASVS 7.2.4). The next flush stores the
     * new id together with all other changes; from then on the old id is invalid.
     *
     * @return the new id, unless the flush fails: see {@link #id()}
     * @throws IllegalStateException if the session's id is unknown, because then the browser could not receive the new
     *     one
     */
    public synchronized SessionId changeId() {
        requireValid();
        known(id);
        newId = ids.newId();
        return newId;
    }

    /** The handle and times, without secrets. */
    @Override
    public synchronized String toString() {
        return "Session[" + base.header().handle() + ", " + state + "]";
    }

    private static String visible(String name) {
        return HiddenAttributes.requireVisible(Objects.requireNonNull(name, "an attribute's name must not be null"));
    }

    @SuppressWarnings("unchecked") // a primitive's class and its box's are both Class<T> for the caller
    private static <T> Class<T> boxed(Class<T> type) {
        return type.isPrimitive()
                ? (Class<T>) MethodType.methodType(type).wrap().returnType()
                : type;
    }

    synchronized SessionRecord base() {
        return base;
    }

    Instant accessedAt() {
        return accessedAt;
    }

    synchronized void requireValid() {
        if (state == State.DESTROYED) {
            throw new IllegalStateException("the session was destroyed");
        }
    }

    /** Called by a flush: a session found gone stays gone. */
    synchronized void requirePresent() {
        if (state == State.ACTIVE) {
            return;
        }
        requireValid();
        if (state == State.GONE) {
            throw new SessionGoneException("the session is gone; the change is dropped");
        }
    }

    /** The user to whom the session will belong after a write; null if the user does not change. */
    synchronized @Nullable String becoming(Pending pending) {
        Change.SetTo<String> principal = pending.change().principal();
        String now = principal == null ? null : principal.value();
        return now == null || (stored && now.equals(base.header().principal())) ? null : now;
    }

    synchronized Pending pending() {
        Delta changed = attributes.delta();
        SessionHeader header = base.header();
        boolean adopts = newMaxIdle == null && stored && header.isForeign();
        Change.SetTo<Duration> maxIdle = adopts ? new Change.SetTo<>(header.maxIdle()) : newMaxIdle;
        SessionId moved = newId;
        boolean isUnchanged = changed == null && newPrincipal == null && newMaxIdle == null && moved == null;
        if (isUnchanged && !adopts) {
            return Pending.NOTHING;
        }
        Delta delta = changed == null ? Delta.NOTHING : changed;
        return new Pending(
                delta,
                new Change(
                        delta.written(), delta.removed(), newPrincipal, maxIdle, moved == null ? null : ids.key(moved)),
                moved,
                isUnchanged);
    }

    synchronized void stored(Pending what, SessionRecord now) {
        base = now;
        stored = true;
        attributes.stored(what.delta(), now.attributes());
        if (what.newId() != null) {
            id = what.newId();
            newId = Objects.equals(newId, what.newId()) ? null : newId;
        }
        newPrincipal = Objects.equals(newPrincipal, what.change().principal()) ? null : newPrincipal;
        newMaxIdle = Objects.equals(newMaxIdle, what.change().maxIdle()) ? null : newMaxIdle;
    }

    /**
     * Called after a failed write. The write may still arrive after the next flush has stored the session and the
     * session has ended. Therefore a new id in it is never used again.
     */
    synchronized void notStored(Pending what) {
        if ((!stored || what.newId() != null) && Objects.equals(newId, what.newId())) {
            newId = ids.newId();
        }
    }

    synchronized void touched(Instant lastAccessedAt, Instant expiresAt) {
        base = new SessionRecord(base.header().accessed(lastAccessedAt, expiresAt), base.attributes());
    }

    synchronized void markDestroyed() {
        state = State.DESTROYED;
    }

    synchronized void markGone() {
        state = State.GONE;
    }
}
