package dev.carnet;

import dev.carnet.error.SessionCodecException;
import dev.carnet.error.SessionDataException;
import dev.carnet.error.SessionGoneException;
import dev.carnet.internal.attribute.Delta;
import dev.carnet.internal.attribute.HiddenAttributes;
import dev.carnet.internal.attribute.TrackedAttributes;
import dev.carnet.internal.record.PrincipalRule;
import dev.carnet.spi.Change;
import dev.carnet.spi.SessionHeader;
import dev.carnet.spi.SessionRecord;
import java.lang.invoke.MethodType;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * A user's session in the hands of one request. It knows what changed, a list that was filled in place included, and
 * {@link SessionEngine#flush} stores just that.
 *
 * <p>Several threads of one request may use it. Two requests hold separate copies, unlike a container's own sessions: what
 * one changes the other sees once it is flushed and retrieved again.
 *
 * <p>After {@link SessionEngine#destroy} every method but {@link #id()}, {@link #handle()}, {@link #maxIdle()}, {@link
 * #isStored()}, {@link #isValid()} and {@link #isDestroyed()} throws {@link IllegalStateException}. A session found gone when
 * it was to be stored can still be read and changed, so that the request can finish; a further flush throws {@link
 * SessionGoneException}.
 */
public final class Session {
    private enum State {
        ACTIVE,
        DESTROYED,
        GONE
    }

    /** Held while the session is being stored, so that two threads of a request do not store it at once. */
    final ReentrantLock storing = new ReentrantLock();

    private final IdScheme ids;
    private final PrincipalRule principals;
    private final TrackedAttributes attributes;
    private final Instant accessedAt;
    private final Instant previouslyAccessedAt;
    private final boolean isNew;

    /** Null in a session that a record was opened as. */
    private @Nullable SessionId id;

    private SessionRecord base;
    private boolean stored;
    private State state = State.ACTIVE;
    private @Nullable SessionId newId;
    private Change.@Nullable SetTo<String> newPrincipal;
    private Change.@Nullable SetTo<Duration> newMaxIdle;

    /**
     * What is to be stored now.
     *
     * @param isAdoption whether the request itself changed nothing: a foreign record merely gets its bookkeeping
     */
    record Pending(Delta delta, Change change, @Nullable SessionId newId, boolean isAdoption) {
        private static final Pending NOTHING =
                new Pending(Delta.NOTHING, new Change(Map.of(), Set.of(), null, null, null), null, false);

        /** Whether it is worth storing a session that is not stored yet. */
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
     * The secret id; after {@link #changeId()} the new one. Known for good once a flush has stored it: if that flush fails, the
     * next one uses another, since the failed write may still arrive.
     *
     * @throws IllegalStateException if the session was {@linkplain SessionEngine#open opened} without it
     */
    public synchronized SessionId id() {
        return newId == null ? known(id) : newId;
    }

    private static SessionId known(@Nullable SessionId id) {
        if (id == null) {
            throw new IllegalStateException("the session was opened from a stored record, which does not contain"
                    + " its id");
        }
        return id;
    }

    /** The id under which the store holds it: after {@link #changeId()} still the old one, until a flush; empty if none. */
    public synchronized Optional<SessionId> storedId() {
        return stored ? Optional.ofNullable(id) : Optional.empty();
    }

    /** The public name: random, the same for the whole life of the session, of no use in a cookie. */
    public synchronized String handle() {
        return base.header().handle();
    }

    /** Whether the session began in this request. */
    public synchronized boolean isNew() {
        requireValid();
        return isNew;
    }

    /**
     * Whether the store holds it, as far as is known here: a new session is stored when something was put into it and it is
     * flushed; one that was destroyed or found gone is not stored any more.
     */
    public synchronized boolean isStored() {
        return stored && state == State.ACTIVE;
    }

    /** False once it was destroyed, or found gone when it was to be stored. */
    public synchronized boolean isValid() {
        return state == State.ACTIVE;
    }

    /** Whether it was destroyed here, rather than found gone. */
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
     * An attribute's value as a type; null if it is absent or cannot be read as that type. {@code int.class} means {@code
     * Integer.class}. The type need not be allowed; then the value is a copy, and a change made inside it is not stored.
     */
    public <T> @Nullable T get(String name, Class<T> type) {
        requireValid();
        Class<T> boxed = boxed(type);
        return boxed.cast(attributes.get(visible(name), boxed));
    }

    /**
     * An attribute's value as a type, or a default if it is absent or cannot be read as that type. The default is not put
     * into the session: a list that was filled in place has to be put.
     */
    public <T> T getOrDefault(String name, Class<T> type, T defaultValue) {
        T value = get(name, type);
        return value == null ? defaultValue : value;
    }

    /** An attribute's value as a generic type; null if it is absent or cannot be read as that type. */
    @SuppressWarnings("unchecked") // the codec read it as that type
    public <T> @Nullable T get(String name, TypeRef<T> type) {
        requireValid();
        return (T) attributes.get(visible(name), type.type());
    }

    /**
     * Sets an attribute; null removes it.
     *
     * @param name any string that does not begin with {@code __carnet:}, the empty one too
     * @throws SessionCodecException if the value, or one inside it, is of a type that is not allowed; nothing has changed
     *     then
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
     * Removes an attribute and returns its value, for what is shown once; null if it is absent. Two requests that pop the
     * same attribute at the same time both get it, since each holds a copy of the session.
     */
    public @Nullable Object pop(String name) {
        Object value = get(name);
        remove(name);
        return value;
    }

    /** The same as a type; a value that cannot be read as that type is removed all the same. */
    public <T> @Nullable T pop(String name, Class<T> type) {
        T value = get(name, type);
        remove(name);
        return value;
    }

    /** Removes every attribute; the session itself, its id, its principal and its limits stay. */
    public void clear() {
        requireValid();
        attributes.clear();
    }

    /** Whether there is an attribute. One whose value has not been asked for may still prove unreadable. */
    public boolean contains(String name) {
        requireValid();
        return attributes.contains(visible(name));
    }

    /** The attributes' names, as they are now. One whose value has not been asked for may still prove unreadable. */
    public Set<String> names() {
        requireValid();
        return attributes.names();
    }

    /** The user the session belongs to, or null. */
    public synchronized @Nullable String principal() {
        requireValid();
        return newPrincipal == null ? base.header().principal() : newPrincipal.value();
    }

    /**
     * Says whose session it is, so that it can be listed and ended by user, and that the user has just been authenticated. At
     * a login also call {@link #changeId()}; {@link SessionEngine#logIn} does both.
     *
     * @param principal a user's name, or null for nobody's
     * @throws SessionDataException if the store cannot keep it exactly: it has a NUL, half a surrogate pair, or more characters
     *     than {@link dev.carnet.spi.StoreTraits#maxPrincipalLength()}; nothing has changed then
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
     * Says that the user has been authenticated in this request, once more perhaps, as before a payment. {@link #setPrincipal}
     * says so too. Also call {@link #changeId()} (OWASP ASVS 7.2.4).
     */
    public void markAuthenticated() {
        requireValid();
        attributes.put(HiddenAttributes.AUTHENTICATED_AT, accessedAt.toString());
    }

    /** When its user was authenticated last, as of the request's beginning; null if nobody said so (OWASP ASVS 7.5.1). */
    public @Nullable Instant authenticatedAt() {
        requireValid();
        return instant(HiddenAttributes.AUTHENTICATED_AT);
    }

    /** Since when it has had its id, as far as that was noted. */
    Instant renewedAt() {
        Instant renewed = instant(HiddenAttributes.RENEWED_AT);
        return renewed == null ? createdAt() : renewed;
    }

    void markRenewed() {
        attributes.put(HiddenAttributes.RENEWED_AT, accessedAt.toString());
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
     * What the web container itself keeps in the session, such as its login; null if it keeps nothing under the name. The
     * application's names do not meet the container's.
     */
    public @Nullable Object containerValue(String name) {
        requireValid();
        return attributes.get(HiddenAttributes.ofContainer(name));
    }

    /**
     * Sets what the web container itself keeps in the session; null removes it. It is stored with the next flush, and no
     * attribute: {@link #names} leaves it out and {@link #clear} leaves it there.
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

    /** When it was accessed before this request, as far as that was stored; in a new session, when it began. */
    public synchronized Instant lastAccessedAt() {
        requireValid();
        return previouslyAccessedAt;
    }

    /** How long it lives without an access; null is for ever. */
    public synchronized @Nullable Duration maxIdle() {
        return newMaxIdle == null ? base.header().maxIdle() : newMaxIdle.value();
    }

    /**
     * Sets how long it lives without an access, from the next flush on.
     *
     * @param maxIdle at least a second, or null for ever
     */
    public synchronized void setMaxIdle(@Nullable Duration maxIdle) {
        requireValid();
        if (maxIdle != null && maxIdle.compareTo(Duration.ofSeconds(1)) < 0) {
            throw new IllegalArgumentException("the idle timeout is at least 1 second, not " + maxIdle);
        }
        newMaxIdle = new Change.SetTo<>(maxIdle);
    }

    /** When it ends however busy it is; null is never. */
    public synchronized @Nullable Instant endsAt() {
        requireValid();
        return base.header().endsAt();
    }

    /**
     * Gives the session a new id, to be done whenever its rights change (OWASP ASVS 7.2.4). The next flush stores it
     * together with everything else that changed; from then on the old id is dead.
     *
     * @return the new id, unless the flush fails: see {@link #id()}
     * @throws IllegalStateException if its id is not known: nobody could tell the browser the new one
     */
    public synchronized SessionId changeId() {
        requireValid();
        known(id);
        newId = ids.newId();
        return newId;
    }

    /** The handle and times, no secrets. */
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

    /** For a flush: a session found gone stays gone. */
    synchronized void requirePresent() {
        requireValid();
        if (state == State.GONE) {
            throw new SessionGoneException("the session is gone; the change is dropped");
        }
    }

    /** The user whose session it becomes with a write; null if it does not become another's. */
    synchronized @Nullable String becoming(Pending pending) {
        Change.SetTo<String> principal = pending.change().principal();
        String now = principal == null ? null : principal.value();
        return now == null || (stored && now.equals(base.header().principal())) ? null : now;
    }

    synchronized Pending pending() {
        Delta delta = attributes.delta();
        SessionHeader header = base.header();
        boolean adopts = newMaxIdle == null && stored && header.isForeign();
        Change.SetTo<Duration> maxIdle = adopts ? new Change.SetTo<>(header.maxIdle()) : newMaxIdle;
        SessionId moved = newId;
        boolean isUnchanged = delta.isEmpty() && newPrincipal == null && newMaxIdle == null && moved == null;
        if (isUnchanged && !adopts) {
            return Pending.NOTHING;
        }
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
     * After a write that failed. It may still arrive, when the session has been stored by the next flush and has ended. A new id
     * that it carries is therefore never used again.
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
