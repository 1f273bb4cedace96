package dev.carnet.jpa;

import java.util.List;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** Also where a LOB is none that the database can compare: with Hibernate on PostgreSQL. */
@ParameterizedClass
@MethodSource("combinations")
class VisitContractTest extends EntityContract {
    VisitContractTest(Combination combination) {
        super(combination);
    }

    static List<Combination> combinations() {
        return Combination.ofContract(SessionKind.VISIT);
    }
}
