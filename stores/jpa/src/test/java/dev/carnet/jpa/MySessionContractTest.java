package dev.carnet.jpa;

import java.util.List;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

@ParameterizedClass
@MethodSource("combinations")
class MySessionContractTest extends EntityContract {
    MySessionContractTest(Combination combination) {
        super(combination);
    }

    static List<Combination> combinations() {
        return Combination.ofContract(SessionKind.MINE);
    }
}
