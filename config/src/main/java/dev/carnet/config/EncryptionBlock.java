package dev.carnet.config;

import dev.carnet.spi.setup.Setting;
import dev.carnet.spi.setup.Settings;
import dev.carnet.spi.setup.StoreEncryption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;

/** The block {@code encryption:} of a document: keys of the encryption that is on the class path. */
final class EncryptionBlock {
    static final String KEY = "encryption";

    private final Node.Entry block;
    private final Notation notation;
    private final Faults faults;

    private EncryptionBlock(Node.Entry block, Notation notation, Faults faults) {
        this.block = block;
        this.notation = notation;
        this.faults = faults;
    }

    /** The block; empty if there is none. */
    static Optional<EncryptionBlock> of(ConfigDocument document) {
        return document.root()
                .find(KEY, document.notation())
                .filter(each -> !(each.value() instanceof Node.Nothing))
                .map(each -> new EncryptionBlock(each, document.notation(), document.faults()));
    }

    /** The document without the block. */
    static ConfigDocument without(ConfigDocument document) {
        return FallbackBlock.without(document, KEY);
    }

    /** The encryption on the class path. */
    static Optional<StoreEncryption.Provider> onClassPath() {
        return ServiceLoader.load(StoreEncryption.Provider.class, EncryptionBlock.class.getClassLoader())
                .findFirst();
    }

    KeyPlace place() {
        return block.place();
    }

    /** What the block says, to be made an encryption once the rest is read; empty if it is at fault. */
    Optional<Described> read(SettingReader values) {
        if (!(block.value() instanceof Node.Group group)) {
            faults.add(block.place(), "this must be a group of keys, such as key: ${CARNET_KEY}");
            return Optional.empty();
        }
        Optional<StoreEncryption.Provider> provider = onClassPath();
        if (provider.isEmpty()) {
            faults.add(
                    block.place(),
                    "the encryption module is not on the class path; add" + " dev.carnet:carnet-encryption");
            return Optional.empty();
        }
        List<Setting<?>> declared = provider.get().settings();
        Settings.Builder builder =
                Settings.builder(setting -> place(group, setting).toString());
        List<Node.Entry> unknown = new ArrayList<>(group.entries());
        declared.forEach(each -> unknown.removeAll(read(each, group, values, builder)));
        List<String> names =
                declared.stream().map(Setting::name).map(notation::spell).toList();
        unknown.forEach(each -> faults.add(
                each.place(),
                "there is no such setting; "
                        + Spelling.nearest(each.key(), names)
                                .map(near -> "did you mean " + near + "?")
                                .orElse("known here: " + String.join(", ", names))));
        return Optional.of(new Described(provider.get(), builder.build()));
    }

    private <T> List<Node.Entry> read(
            Setting<T> setting, Node.Group group, SettingReader values, Settings.Builder into) {
        List<Node.Entry> given = entries(group, setting);
        values.read(setting, given).ifPresent(value -> into.set(setting, value));
        return given;
    }

    private List<Node.Entry> entries(Node.Group group, Setting<?> setting) {
        return group.entries().stream()
                .filter(each -> notation.same(each.key(), setting.name()))
                .toList();
    }

    private KeyPlace place(Node.Group group, Setting<?> setting) {
        List<Node.Entry> given = entries(group, setting);
        return given.isEmpty()
                ? block.place().key(notation.spell(setting.name()))
                : given.get(0).place();
    }

    /** A block that is well-formed. */
    record Described(StoreEncryption.Provider provider, Settings settings) {
        /** Throws {@link dev.carnet.error.ConfigurationException} if its settings do not fit together. */
        StoreEncryption make() {
            return provider.create(settings);
        }
    }
}
