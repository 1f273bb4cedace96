package dev.carnet.jpa;

import jakarta.persistence.spi.PersistenceProvider;
import jakarta.persistence.spi.PersistenceProviderResolver;
import jakarta.persistence.spi.PersistenceProviderResolverHolder;
import java.util.List;

/** Makes it as if one provider, or none, were on the class path. */
record OnlyProvider(List<PersistenceProvider> providers) implements PersistenceProviderResolver, AutoCloseable {
    static OnlyProvider of(Provider provider) {
        return set(List.of(provider.provider()));
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
