package dev.carnet.json.state;

import dev.carnet.json.fault.Classes;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The fields that form an object's state: those that Java serialisation would keep. */
final class StateFields {
    private StateFields() {}

    /** The fields of a class, including those inherited from classes of the application. */
    static List<Field> of(Class<?> type) {
        List<Field> fields = new ArrayList<>();
        for (Class<?> each = type; each != null && !Classes.isJdk(each); each = each.getSuperclass()) {
            declaredBy(each, fields);
        }
        return fields;
    }

    /** Whether a JDK class has state; it may write transient fields in its own way. */
    static boolean has(Class<?> type) {
        for (Class<?> each = type; each != null; each = each.getSuperclass()) {
            if (Arrays.stream(each.getDeclaredFields()).anyMatch(field -> !Modifier.isStatic(field.getModifiers()))) {
                return true;
            }
        }
        return false;
    }

    private static void declaredBy(Class<?> type, List<Field> fields) {
        for (Field field : type.getDeclaredFields()) {
            if (!Modifier.isStatic(field.getModifiers()) && !Modifier.isTransient(field.getModifiers())) {
                fields.add(field);
            }
        }
    }
}
