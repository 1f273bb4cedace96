package dev.carnet.dancer.storable;

import dev.carnet.dancer.perl.PerlOpaque;
import dev.carnet.dancer.perl.PerlValue;
import java.util.List;
import java.util.Optional;

/**
 * An object that has frozen itself with {@code STORABLE_freeze}, for those who know what its class means by that.
 *
 * @param className its class
 * @param text what it made of itself, a byte a character
 * @param parts the values that it refers to
 */
public record FrozenObject(String className, String text, List<PerlValue> parts) {
    private static final int OF_A_HASH = 2;

    public FrozenObject {
        parts = List.copyOf(parts);
    }

    /** What a value is, if it is such an object. */
    public static Optional<FrozenObject> of(PerlValue value) {
        return value instanceof PerlOpaque opaque
                        && opaque.className() != null
                        && opaque.detail() instanceof Hook hook
                        && hook.type() != Hook.EXTRA
                ? Optional.of(new FrozenObject(opaque.className(), hook.frozen(), opaque.parts()))
                : Optional.empty();
    }

    /** The object, a blessed hash. */
    public PerlValue toPerl() {
        PerlOpaque object = new PerlOpaque("an object that freezes itself", null);
        object.parts().addAll(parts);
        object.bless(className);
        return object.detail(new Hook(OF_A_HASH, 0, text, !parts.isEmpty()));
    }

    /** Without what it holds, which may be personal. */
    @Override
    public String toString() {
        return "FrozenObject[" + className + "]";
    }
}
