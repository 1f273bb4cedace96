/** The session engine and what a store has to implement. */
module dev.carnet.core {
    requires transitive org.jspecify;
    requires org.slf4j;

    exports dev.carnet;
    exports dev.carnet.memory;
    exports dev.carnet.spi;
    exports dev.carnet.spi.document;

    uses dev.carnet.spi.SessionCodecProvider;
    uses dev.carnet.spi.SessionStoreProvider;

    provides dev.carnet.spi.SessionStoreProvider with
            dev.carnet.memory.MemorySessionStoreProvider;
}
