package dev.carnet.jpa;

import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.spi.PersistenceProvider;
import jakarta.persistence.spi.PersistenceProviderResolver;
import jakarta.persistence.spi.PersistenceProviderResolverHolder;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.List;

/** Makes it as if one provider, or none, were on the class path. */
record OnlyProvider(List<PersistenceProvider> providers) implements PersistenceProviderResolver, AutoCloseable {
    static OnlyProvider of(Provider provider) {
        return set(List.of(provider.provider()));
    }

    /** Notes the units that are opened. */
    static OnlyProvider noting(Provider provider, List<EntityManagerFactory> opened) {
        PersistenceProvider noted = (PersistenceProvider) Proxy.newProxyInstance(
                OnlyProvider.class.getClassLoader(),
                new Class<?>[] {PersistenceProvider.class},
                (self, method, args) -> {
                    try {
                        Object result = method.invoke(provider.provider(), args);
                        if (result instanceof EntityManagerFactory factory) {
                            opened.add(factory);
                        }
                        return result;
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
        return set(List.of(noted));
    }

    static OnlyProvider none() {
        return set(List.of());
    }

    private static OnlyProvider set(List<PersistenceProvider> providers) {
        OnlyProvider only = new OnlyProvider(providers);
        PersistenceProviderResolverHolder.setPersistenceProviderResolver(only);
        return only;
    }

    @Override
    public List<PersistenceProvider> getPersistenceProviders() {
        return providers;
    }

    @Override
    public void clearCachedProviders() {}

    /** As it was: all that are on the class path. */
    @Override
    public void close() {
        PersistenceProviderResolverHolder.setPersistenceProviderResolver(null);
    }
}
