package dev.carnet.dancer.kioku;

/** {@code serializer: storable}. */
public final class StorableEntrySerializer extends PerlEntrySerializer {
    public StorableEntrySerializer() {
        super(new StorableForm());
    }

    @Override
    public String name() {
        return "storable";
    }
}
