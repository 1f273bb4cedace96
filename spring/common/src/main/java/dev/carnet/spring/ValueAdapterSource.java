package dev.carnet.spring;

import dev.carnet.options.ValueAdapter;
import java.util.List;

/** Several adapters in one bean: those of types that may not be on the class path. */
@FunctionalInterface
interface ValueAdapterSource {
    List<ValueAdapter<?>> adapters();
}
