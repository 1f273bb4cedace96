package dev.carnet.benchmarks.plain;

import java.lang.reflect.Proxy;

/** What is below the plain objects: methods that nobody is expected to call. */
final class Unsupported {
    private Unsupported() {}

    /** One whose every method throws. */
    static <T> T of(Class<T> type) {
        return type.cast(
                Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> {
                    throw new UnsupportedOperationException(method.toString());
                }));
    }
}
