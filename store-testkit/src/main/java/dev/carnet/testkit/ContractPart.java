package dev.carnet.testkit;

import dev.carnet.spi.Attributes;
import java.util.Map;

/** A part of the contract: its tests work on the bench of the store's test class. */
interface ContractPart {
    Bench bench();

    /** Attributes as the store under test keeps them, each from its JSON text. */
    default Attributes values(Map<String, String> json) {
        return bench().values().attributes(json);
    }
}
