package dev.carnet.dancer.kioku;

import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

@EnabledIfSystemProperty(named = "carnet.test.full", matches = "true", disabledReason = "takes half a minute; -Pfull")
class StorableContractTest extends SerializedContract {
    StorableContractTest() {
        super(new StorableEntrySerializer());
    }
}
