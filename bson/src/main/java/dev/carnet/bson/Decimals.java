package dev.carnet.bson;

import java.math.BigDecimal;
import org.bson.types.Decimal128;

/** Java's decimal numbers and BSON's. */
final class Decimals {
    /** Bounds of IEEE 754's decimal128, as BSON has it. */
    private static final int MOST_DIGITS = 34;

    private static final int LARGEST_SCALE = 6176;
    private static final int SMALLEST_SCALE = -6111;

    private Decimals() {}

    /** Whether a number is a decimal128, digit for digit. */
    static boolean fits(BigDecimal number) {
        return number.precision() <= MOST_DIGITS && number.scale() <= LARGEST_SCALE && number.scale() >= SMALLEST_SCALE;
    }

    /** The double of the same digits, {@code 1.1} rather than {@code 1.10000002384}, if it gives the float back. */
    static double toDouble(float number) {
        double sameDigits = Double.parseDouble(Float.toString(number));
        return (float) sameDigits == number || Float.isNaN(number) ? sameDigits : number;
    }

    /** A decimal128 as {@link BigDecimal}, or as {@link Double} where it is infinite or no number. */
    static Number toJava(Decimal128 number) {
        if (number.isNaN()) {
            return Double.NaN;
        } else if (number.isInfinite()) {
            return number.isNegative() ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY;
        }
        return new BigDecimal(number.toString());
    }
}
