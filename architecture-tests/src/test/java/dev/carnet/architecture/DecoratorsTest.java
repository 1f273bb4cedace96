package dev.carnet.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import dev.carnet.spi.SessionStore;
import java.util.Arrays;
import java.util.stream.Collectors;

/** A store that stands around another forwards every call: a default method would go past what the other one overrides. */
@AnalyzeClasses(packages = "dev.carnet", importOptions = ImportOption.DoNotIncludeTests.class)
class DecoratorsTest {
    private static final DescribedPredicate<JavaClass> STAND_AROUND_A_STORE = DescribedPredicate.describe(
            "stand around another store",
            each -> each.isAssignableTo(SessionStore.class)
                    && each.getFields().stream()
                            .anyMatch(field -> field.getRawType().isAssignableTo(SessionStore.class)));

    @ArchTest
    static final ArchRule A_DECORATOR_FORWARDS_EVERY_METHOD =
            classes().that(STAND_AROUND_A_STORE).should(overrideEveryMethod());

    private static ArchCondition<JavaClass> overrideEveryMethod() {
        return new ArchCondition<>("override every method of a store, or inherit what forwards it") {
            @Override
            public void check(JavaClass decorator, ConditionEvents events) {
                var own = decorator.getAllMethods().stream()
                        .filter(each -> !each.getOwner().isInterface())
                        .map(JavaMethod::getName)
                        .collect(Collectors.toSet());
                Arrays.stream(SessionStore.class.getMethods())
                        .map(java.lang.reflect.Method::getName)
                        .filter(each -> !own.contains(each))
                        .forEach(each -> events.add(SimpleConditionEvent.violated(
                                decorator, decorator.getName() + " does not forward " + each)));
            }
        };
    }
}
