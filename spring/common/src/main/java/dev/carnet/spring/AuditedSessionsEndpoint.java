package dev.carnet.spring;

import dev.carnet.SessionDirectory;
import dev.carnet.SessionEngine;
import dev.carnet.SessionId;
import dev.carnet.audit.AuditAction;
import dev.carnet.audit.AuditListener;
import dev.carnet.audit.AuditTrail;
import dev.carnet.error.UnreadableSessionException;
import java.security.Principal;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.actuate.endpoint.EndpointId;
import org.springframework.boot.actuate.endpoint.InvocationContext;
import org.springframework.boot.actuate.endpoint.OperationType;
import org.springframework.boot.actuate.endpoint.SecurityContext;
import org.springframework.boot.actuate.endpoint.invoke.OperationInvoker;
import org.springframework.boot.actuate.endpoint.invoke.OperationInvokerAdvisor;
import org.springframework.boot.actuate.endpoint.invoke.OperationParameters;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

/**
 * Leaves the audit trail of sessions that the endpoint {@code sessions} ends, be it Carnet's or, with Spring Session on the
 * class path, Spring Boot's.
 */
final class AuditedSessionsEndpoint implements OperationInvokerAdvisor {
    private static final EndpointId SESSIONS = EndpointId.of("sessions");
    private static final String UNKNOWN = "unknown";

    private final SessionEngine engine;
    private final AuditTrail trail;

    AuditedSessionsEndpoint(SessionEngine engine, List<AuditListener> listeners) {
        this.engine = engine;
        this.trail = new AuditTrail("actuator", engine.store().traits().name(), InstantSource.system(), listeners);
    }

    @Override
    public OperationInvoker apply(
            EndpointId endpoint, OperationType type, OperationParameters parameters, OperationInvoker invoker) {
        return endpoint.equals(SESSIONS) && type == OperationType.DELETE
                ? context -> audited(context, invoker)
                : invoker;
    }

    private @Nullable Object audited(InvocationContext context, OperationInvoker invoker) {
        String given = String.valueOf(context.getArguments().get("sessionId"));
        // Spring Session takes an id too, which no log is to hold
        String what = SessionDirectory.isHandle(given) ? given : "by id";
        trail.by(who(context), from()).audit(AuditAction.REVOKE_ONE, what, () -> {
            boolean wasThere = isThere(given);
            invoker.invoke(context); // gives nothing
            return wasThere && !isThere(given) ? 1 : 0;
        });
        return null;
    }

    private boolean isThere(String handleOrId) {
        Optional<SessionId> id = SessionId.parse(handleOrId);
        try {
            if (id.isPresent()) {
                return engine.retrieve(id.get()).isPresent();
            }
            return engine.sessions().find(handleOrId).isPresent();
        } catch (UnreadableSessionException isThere) {
            return true;
        }
    }

    private static String who(InvocationContext context) {
        SecurityContext security = context.resolveArgument(SecurityContext.class);
        Principal principal = security == null ? null : security.getPrincipal();
        return principal == null ? UNKNOWN : principal.getName();
    }

    /** The address that the request comes from. */
    private static String from() {
        return RequestContextHolder.getRequestAttributes() instanceof ServletRequestAttributes request
                ? request.getRequest().getRemoteAddr()
                : UNKNOWN;
    }
}
