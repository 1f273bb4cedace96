/** The session engine and what a store has to implement. */
module dev.carnet.core {
    requires transitive org.jspecify;
    requires org.slf4j;

    exports dev.carnet;
    exports dev.carnet.audit;
    exports dev.carnet.error;
    exports dev.carnet.event;
    exports dev.carnet.memory;
    exports dev.carnet.options;
    exports dev.carnet.spi;
    exports dev.carnet.spi.carried;
    exports dev.carnet.spi.codec;
    exports dev.carnet.spi.decorate;
    exports dev.carnet.spi.document;
    exports dev.carnet.spi.setup;
    exports dev.carnet.text;

    uses dev.carnet.options.TransientAttributes;
    uses dev.carnet.options.ValueAdapter;
    uses dev.carnet.spi.codec.SessionCodecProvider;
    uses dev.carnet.spi.setup.SessionStoreProvider;

    provides dev.carnet.spi.setup.SessionStoreProvider with
            dev.carnet.memory.MemorySessionStoreProvider;
}
