package dev.carnet.jpa;

import java.util.List;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

@ParameterizedClass
@MethodSource("combinations")
class ByteSessionContractTest extends EntityContract {
    ByteSessionContractTest(Combination combination) {
        super(combination);
    }

    static List<Combination> combinations() {
        Combination usual = new Combination(Provider.ECLIPSELINK, DatabaseKind.POSTGRESQL, SessionKind.BYTES);
        return Boolean.getBoolean("carnet.test.full") ? Combination.all(SessionKind.BYTES) : List.of(usual);
    }
}
