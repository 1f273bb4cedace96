package dev.carnet.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.codeUnits;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaMember;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.stream.Stream;

/** What users see of the core names nothing that is hidden from them. */
@AnalyzeClasses(packages = "dev.carnet", importOptions = ImportOption.DoNotIncludeTests.class)
class SignaturesTest {
    private static final String HIDDEN = "dev.carnet.internal";

    private static final DescribedPredicate<JavaMember> ARE_SEEN_BY_USERS = DescribedPredicate.describe(
            "are seen by users",
            each -> isSeen(each.getModifiers().contains(JavaModifier.PUBLIC), each)
                    || isSeen(each.getModifiers().contains(JavaModifier.PROTECTED), each));

    @ArchTest
    static final ArchRule METHODS_NAME_NOTHING_HIDDEN =
            codeUnits().that(ARE_SEEN_BY_USERS).should(nameNothingHidden());

    @ArchTest
    static final ArchRule FIELDS_ARE_OF_NO_HIDDEN_TYPE =
            fields().that(ARE_SEEN_BY_USERS).should(beOfNoHiddenType());

    private static boolean isSeen(boolean isOpen, JavaMember member) {
        return isOpen && isSeen(member.getOwner());
    }

    private static boolean isSeen(JavaClass owner) {
        return owner.getModifiers().contains(JavaModifier.PUBLIC)
                && !isHidden(owner)
                && owner.getEnclosingClass().map(SignaturesTest::isSeen).orElse(true);
    }

    private static boolean isHidden(JavaClass type) {
        return (type.getBaseComponentType().getPackageName() + ".").startsWith(HIDDEN + ".");
    }

    private static ArchCondition<JavaCodeUnit> nameNothingHidden() {
        return new ArchCondition<>("name nothing hidden in parameters, result and exceptions") {
            @Override
            public void check(JavaCodeUnit unit, ConditionEvents events) {
                Stream.of(
                                unit.getParameterTypes().stream().flatMap(each -> each.getAllInvolvedRawTypes().stream()),
                                unit.getReturnType().getAllInvolvedRawTypes().stream(),
                                unit.getExceptionTypes().stream())
                        .flatMap(types -> types)
                        .filter(SignaturesTest::isHidden)
                        .forEach(each -> events.add(SimpleConditionEvent.violated(
                                unit, unit.getFullName() + " names " + each.getFullName())));
            }
        };
    }

    private static ArchCondition<JavaField> beOfNoHiddenType() {
        return new ArchCondition<>("be of no hidden type") {
            @Override
            public void check(JavaField field, ConditionEvents events) {
                field.getType().getAllInvolvedRawTypes().stream()
                        .filter(SignaturesTest::isHidden)
                        .forEach(each -> events.add(SimpleConditionEvent.violated(
                                field, field.getFullName() + " is a " + each.getFullName())));
            }
        };
    }
}
