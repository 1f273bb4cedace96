package dev.carnet.dancer.perl;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Locale;

/** How Perl prints a number: with 15 digits, as C's {@code %.15g} does. */
public final class PerlNumbers {
    private static final MathContext DIGITS = new MathContext(15);
    private static final int LEAST_EXPONENT = -5;

    private PerlNumbers() {}

    /** As Perl prints it. */
    public static String print(double number) {
        if (Double.isNaN(number)) {
            return "NaN";
        }
        if (Double.isInfinite(number)) {
            return number > 0 ? "Inf" : "-Inf";
        }
        if (number == 0) {
            return 1 / number < 0 ? "-0" : "0";
        }
        BigDecimal rounded = new BigDecimal(number).round(DIGITS).stripTrailingZeros();
        int exponent = rounded.precision() - rounded.scale() - 1;
        if (exponent > LEAST_EXPONENT && exponent < DIGITS.getPrecision()) {
            return rounded.toPlainString();
        }
        String digits = rounded.unscaledValue().abs().toString();
        String fraction = digits.length() > 1 ? "." + digits.substring(1) : "";
        return (number < 0 ? "-" : "")
                + digits.charAt(0)
                + fraction
                + String.format(Locale.ROOT, "e%s%02d", exponent < 0 ? "-" : "+", Math.abs(exponent));
    }
}
