package dev.carnet;

import dev.carnet.error.SessionLimitException;
import dev.carnet.event.SessionInfo;
import dev.carnet.options.LimitPolicy;
import dev.carnet.options.SessionOptions;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The maximum number of concurrent sessions of a user. It is checked only when a session is assigned to a user: one scan
 * by principal before a login is stored, if the policy is to refuse, and one afterwards. Thread-safe.
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
     * Called before the session is stored with its user.
     *
     * @param handle the session's handle
     * @throws SessionLimitException if the user has the maximum number of sessions, and another one is refused
     */
    void requireRoom(String principal, String handle) {
        if (policy == LimitPolicy.REFUSE && excess(others(principal, handle)) > 0) {
            throw new SessionLimitException(
                    "the user has " + limit + " sessions, the maximum number; the login is refused");
        }
    }

    /**
     * Called after the session was stored with its user.
     *
     * @return whether it may stay; false if others were stored in the meantime and another one is refused
     */
    boolean enforce(String principal, String handle) {
        List<SessionInfo> others = others(principal, handle);
        int excess = excess(others);
        if (excess > 0 && policy == LimitPolicy.END_OLDEST) {
            Set<String> oldest = others.stream()
                    .sorted(Comparator.comparing(SessionInfo::createdAt).thenComparing(SessionInfo::handle))
                    .limit(excess)
                    .map(SessionInfo::handle)
                    .collect(Collectors.toSet());
            directory.revokeOf(principal, oldest::contains);
        }
        return excess <= 0 || policy == LimitPolicy.END_OLDEST;
    }

    private int excess(List<SessionInfo> others) {
        return others.size() + 1 - limit;
    }

    private List<SessionInfo> others(String principal, String handle) {
        return limit == Integer.MAX_VALUE
                ? List.of()
                : directory.ofPrincipal(principal).stream()
                        .filter(each -> !each.handle().equals(handle))
                        .toList();
    }
}
