package dev.carnet.bson;

import java.math.BigDecimal;
import org.bson.types.Decimal128;

/** Converts between Java's and BSON's decimal numbers. */
final class Decimals {
    /** The limits of IEEE 754's decimal128. */
    private static final int MOST_DIGITS = 34;

    private static final int LARGEST_SCALE = 6176;
    private static final int SMALLEST_SCALE = -6111;

    private Decimals() {}

    /** Whether a decimal128 represents a number exactly, including its digits. */
    static boolean fits(BigDecimal number) {
        return number.precision() <= MOST_DIGITS && number.scale() <= LARGEST_SCALE && number.scale() >= SMALLEST_SCALE;
    }

    /**
     * The double with the same digits, {@code 1.1} rather than {@code 1.10000002384}, if it converts back to the float.
     */
    static double toDouble(float number) {
        double sameDigits = Double.parseDouble(Float.toString(number));
        return (float) sameDigits == number || Float.isNaN(number) ? sameDigits : number;
    }

    /** A decimal128 as a {@link BigDecimal}, or as a {@link Double} if it is infinite or NaN. */
    static Number toJava(Decimal128 number) {
        if (number.isNaN()) {
            return Double.NaN;
        } else if (number.isInfinite()) {
            return number.isNegative() ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY;
        }
        return new BigDecimal(number.toString());
    }
}
