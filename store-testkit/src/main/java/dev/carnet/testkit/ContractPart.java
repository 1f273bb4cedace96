package dev.carnet.testkit;

/** A part of the contract: its tests work on the bench of the store's test class. */
interface ContractPart {
    Bench bench();
}
