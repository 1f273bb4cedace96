package dev.carnet.spring;

import dev.carnet.options.TransientAttributes;
import org.springframework.web.context.request.ServletRequestAttributes;
import org.springframework.web.util.WebUtils;

/**
 * What Spring keeps in a session that means something in one process only: whom to call when a bean of the session's scope
 * ends, and the lock of {@code HttpSessionMutexListener}.
 */
final class SpringTransients implements TransientAttributes {
    @Override
    public boolean isTransient(String name, Object value) {
        return name.startsWith(ServletRequestAttributes.DESTRUCTION_CALLBACK_NAME_PREFIX)
                || name.equals(WebUtils.SESSION_MUTEX_ATTRIBUTE);
    }
}
