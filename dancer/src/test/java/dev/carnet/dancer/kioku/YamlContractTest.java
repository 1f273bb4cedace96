package dev.carnet.dancer.kioku;

import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

@EnabledIfSystemProperty(named = "carnet.test.full", matches = "true", disabledReason = "takes half a minute; -Pfull")
class YamlContractTest extends SerializedContract {
    YamlContractTest() {
        super(new YamlEntrySerializer());
    }
}
