package dev.carnet.dancer.kioku;

/** {@code serializer: yaml}. */
public final class YamlEntrySerializer extends PerlEntrySerializer {
    public YamlEntrySerializer() {
        super(new YamlForm());
    }

    @Override
    public String name() {
        return "yaml";
    }
}
