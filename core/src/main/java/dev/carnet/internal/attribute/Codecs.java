package dev.carnet.internal.attribute;

import dev.carnet.error.ConfigurationException;
import dev.carnet.options.AllowedTypes;
import dev.carnet.options.TransientAttributes;
import dev.carnet.options.ValueAdapter;
import dev.carnet.spi.Encoding;
import dev.carnet.spi.StoreTraits;
import dev.carnet.spi.codec.SessionCodec;
import dev.carnet.spi.codec.SessionCodecProvider;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Selects the codec for a store. */
public final class Codecs {
    private Codecs() {}

    /**
     * The codec given, if it fits, or the one on the class path.
     *
     * @param name the one to take from the class path, or null for the first that fits
     * @throws ConfigurationException if there is none that fits
     */
    public static SessionCodec fitting(
            StoreTraits store, @Nullable SessionCodec given, @Nullable String name, AllowedTypes allowed) {
        Encoding wanted = store.encoding();
        if (given == null) {
            return onClassPath()
                    .filter(each -> name == null || each.name().equals(name))
                    .filter(each -> each.supports(wanted))
                    .findFirst()
                    .map(each -> each.create(wanted, withFound(allowed)))
                    .orElseThrow(() -> new ConfigurationException(missing(store, name)));
        }
        if (given.encoding() != wanted) {
            throw new ConfigurationException("the store " + store.name() + " wants " + wanted
                    + ", but the given codec writes " + given.encoding());
        }
        return given;
    }

    /** An adapter that is handed in takes the place of one of its name on the class path. */
    private static AllowedTypes withFound(AllowedTypes allowed) {
        AllowedTypes all = allowed;
        for (ValueAdapter<?> each : ServiceLoader.load(ValueAdapter.class, Codecs.class.getClassLoader())) {
            if (!all.adapters().containsKey(each.name())) {
                all = all.and(each);
            }
        }
        return all;
    }

    /** All that say which attributes are never stored: those given, and those on the class path. */
    public static TransientAttributes transients(List<TransientAttributes> given) {
        List<TransientAttributes> all = new ArrayList<>(given);
        ServiceLoader.load(TransientAttributes.class, Codecs.class.getClassLoader())
                .forEach(all::add);
        return all.isEmpty()
                ? (name, value) -> false
                : (name, value) -> all.stream().anyMatch(each -> each.isTransient(name, value));
    }

    private static Stream<SessionCodecProvider> onClassPath() {
        return ServiceLoader.load(SessionCodecProvider.class, Codecs.class.getClassLoader()).stream()
                .map(ServiceLoader.Provider::get);
    }

    private static String missing(StoreTraits store, @Nullable String name) {
        String names = onClassPath()
                .filter(each -> each.supports(store.encoding()) && !each.name().isEmpty())
                .map(SessionCodecProvider::name)
                .collect(Collectors.joining(", "));
        if (name == null || names.isEmpty()) {
            return "no codec on the class path writes " + store.encoding() + " for the store " + store.name()
                    + "; add dev.carnet:" + (store.encoding() == Encoding.BSON ? "carnet-bson" : "carnet-json");
        }
        return "the store " + store.name() + " cannot be used with the codec '" + name + "'; it can be used with: "
                + names;
    }
}
