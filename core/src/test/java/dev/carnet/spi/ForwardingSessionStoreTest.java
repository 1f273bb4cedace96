package dev.carnet.spi;

import static org.assertj.core.api.Assertions.assertThat;

import dev.carnet.spi.decorate.ForwardingSessionStore;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ForwardingSessionStoreTest {
    /** What the store below was called with. */
    private final List<Method> received = new ArrayList<>();

    private final SessionStore below = (SessionStore) Proxy.newProxyInstance(
            SessionStore.class.getClassLoader(), new Class<?>[] {SessionStore.class}, (proxy, method, arguments) -> {
                received.add(method);
                return method.getReturnType() == Optional.class ? Optional.empty() : nothing(method.getReturnType());
            });

    private static final class Bare extends ForwardingSessionStore {
        Bare(SessionStore below) {
            super(below);
        }
    }

    static Stream<Method> methods() {
        return Arrays.stream(SessionStore.class.getMethods()).filter(each -> !Modifier.isStatic(each.getModifiers()));
    }

    /** A method that is added to the contract and forgotten here would run its default, past what the store below does. */
    @ParameterizedTest
    @MethodSource("methods")
    void every_method_is_forwarded_once(Method method) throws Exception {
        Object[] arguments = Arrays.stream(method.getParameterTypes())
                .map(each -> each == Class.class ? String.class : nothing(each))
                .toArray();

        method.invoke(new Bare(below), arguments);

        assertThat(received).extracting(Method::getName).containsExactly(method.getName());
        assertThat(received.get(0).getParameterTypes()).isEqualTo(method.getParameterTypes());
    }

    private static Object nothing(Class<?> type) {
        if (type == boolean.class) {
            return false;
        }
        if (type == int.class) {
            return 0;
        }
        return type == long.class ? 0L : null;
    }
}
