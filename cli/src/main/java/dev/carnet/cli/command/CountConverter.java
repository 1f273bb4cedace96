package dev.carnet.cli.command;

import dev.carnet.spi.setup.Setting;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Numbers of things, from 1 on. */
public final class CountConverter implements ITypeConverter<Integer> {
    private static final Setting<Integer> COUNT = Setting.integer("count", 1, Integer.MAX_VALUE);

    @Override
    public Integer convert(String value) {
        try {
            return COUNT.read(value);
        } catch (IllegalArgumentException e) {
            throw new TypeConversionException("'" + value + "' is not a whole number of at least 1");
        }
    }
}
