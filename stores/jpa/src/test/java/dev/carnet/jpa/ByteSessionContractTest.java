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
        return List.of(
                new Combination(Provider.HIBERNATE, DatabaseKind.H2, SessionKind.BYTES),
                new Combination(Provider.HIBERNATE, DatabaseKind.MARIADB, SessionKind.BYTES),
                new Combination(Provider.ECLIPSELINK, DatabaseKind.POSTGRESQL, SessionKind.BYTES));
    }
}
