package dev.carnet.internal;

import dev.carnet.AllowedTypes;
import dev.carnet.ConfigurationException;
import dev.carnet.spi.Encoding;
import dev.carnet.spi.SessionCodec;
import dev.carnet.spi.SessionCodecProvider;
import dev.carnet.spi.StoreTraits;
import java.util.ServiceLoader;
import org.jspecify.annotations.Nullable;

/** Picks the codec that fits a store. */
public final class Codecs {
    private Codecs() {}

    /**
     * The codec given, if it fits, or the one on the class path.
     *
     * @throws ConfigurationException if there is none that fits
     */
    public static SessionCodec fitting(StoreTraits store, @Nullable SessionCodec given, AllowedTypes allowed) {
        Encoding wanted = store.encoding();
        if (given == null) {
            return ServiceLoader.load(SessionCodecProvider.class, Codecs.class.getClassLoader()).stream()
                    .map(ServiceLoader.Provider::get)
                    .filter(each -> each.supports(wanted))
                    .findFirst()
                    .map(each -> each.create(wanted, allowed))
                    .orElseThrow(() -> new ConfigurationException("no codec on the class path writes " + wanted
                            + " for the store " + store.name() + "; add dev.carnet:"
                            + (wanted == Encoding.BSON ? "carnet-bson" : "carnet-json")));
        }
        if (given.encoding() != wanted) {
            throw new ConfigurationException(
                    "the store " + store.name() + " wants " + wanted + ", the codec given writes " + given.encoding());
        }
        return given;
    }
}
