package dev.carnet.cli.command;

import dev.carnet.spi.setup.Setting;
import java.time.Duration;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Durations as the configuration spells them. */
public final class DurationConverter implements ITypeConverter<Duration> {
    private static final Setting<Duration> WORDS = Setting.duration("duration");

    @Override
    public Duration convert(String value) {
        try {
            return WORDS.read(value);
        } catch (IllegalArgumentException | ArithmeticException e) {
            throw new TypeConversionException("'" + value + "' is not a duration; allowed is " + WORDS.allowed());
        }
    }
}
