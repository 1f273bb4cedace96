package dev.carnet;

import dev.carnet.error.SessionLimitException;
import dev.carnet.event.SessionInfo;
import dev.carnet.options.LimitPolicy;
import dev.carnet.options.SessionOptions;
import java.util.Comparator;
import java.util.List;

/**
 * How many sessions a user may have at once. It is looked at when a session becomes a user's, and at no other time: costs one
 * scan by principal at a login before it is stored, if the policy is to refuse, and one after. Thread-safe.
 */
final class UserLimit {
    private final SessionDirectory directory;
    private final int limit;
    private final LimitPolicy policy;

    UserLimit(SessionDirectory directory, SessionOptions options) {
        this.directory = directory;
        this.limit = options.limitPerUser() == null ? Integer.MAX_VALUE : options.limitPerUser();
        this.policy = options.onLimit();
    }

    /**
     * Before the session is stored as a user's.
     *
     * @param handle the session's
     * @throws SessionLimitException if the user has as many as allowed, and one more is refused
     */
    void requireRoom(String principal, String handle) {
        if (policy == LimitPolicy.REFUSE && excess(principal, handle) > 0) {
            throw new SessionLimitException(
                    "the user has " + limit + " sessions, the maximum number; the login is refused");
        }
    }

    /**
     * After the session was stored as a user's.
     *
     * @return whether it may stay; not if others were stored meanwhile, and one more is refused
     */
    boolean enforce(String principal, String handle) {
        int excess = excess(principal, handle);
        if (excess > 0 && policy == LimitPolicy.END_OLDEST) {
            others(principal, handle).stream()
                    .sorted(Comparator.comparing(SessionInfo::createdAt).thenComparing(SessionInfo::handle))
                    .limit(excess)
                    .forEach(each -> directory.revoke(each.handle()));
        }
        return excess <= 0 || policy == LimitPolicy.END_OLDEST;
    }

    private int excess(String principal, String handle) {
        return limit == Integer.MAX_VALUE ? 0 : others(principal, handle).size() + 1 - limit;
    }

    private List<SessionInfo> others(String principal, String handle) {
        return directory.ofPrincipal(principal).stream()
                .filter(each -> !each.handle().equals(handle))
                .toList();
    }
}
