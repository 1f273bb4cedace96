package dev.carnet.dancer.kioku;

class YamlContractTest extends SerializedContract {
    YamlContractTest() {
        super(new YamlEntrySerializer());
    }
}
