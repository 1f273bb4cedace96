package dev.carnet.cli.serve;

import dev.carnet.spi.setup.Setting;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** TCP ports, and 0 for any that is free. */
final class PortConverter implements ITypeConverter<Integer> {
    private static final Setting<Integer> PORT = Setting.integer("port", 0, 65_535);

    @Override
    public Integer convert(String value) {
        try {
            return PORT.read(value);
        } catch (IllegalArgumentException e) {
            throw new TypeConversionException("'" + value + "' is not a port; allowed is " + PORT.allowed());
        }
    }
}
