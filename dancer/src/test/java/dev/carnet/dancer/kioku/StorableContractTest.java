package dev.carnet.dancer.kioku;

class StorableContractTest extends SerializedContract {
    StorableContractTest() {
        super(new StorableEntrySerializer());
    }
}
