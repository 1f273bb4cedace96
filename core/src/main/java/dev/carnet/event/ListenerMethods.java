package dev.carnet.event;

/** Determines which methods of the interface a listener implements. */
final class ListenerMethods {
    private ListenerMethods() {}

    static boolean isImplemented(Class<?> listener, String method, Class<?>... parameters) {
        try {
            return listener.getMethod(method, parameters).getDeclaringClass() != SessionListener.class;
        } catch (NoSuchMethodException impossible) {
            throw new IllegalStateException("every listener has the method", impossible);
        }
    }
}
