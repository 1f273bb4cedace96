package dev.carnet.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.carnet.options.AllowedTypes;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AllowedTypesTest {
    record Cart(int items) {}

    record Customer(String name) {}

    static final class Loud {
        static final boolean LOADED = true;

        static {
            System.setProperty("dev.carnet.config.loud", "initialised");
        }
    }

    @Test
    void classes_in_a_list_are_stored_under_their_simple_names() {
        CarnetConfig config = Reading.yaml("""
                session: Memory
                allowed_types:
                  - dev.carnet.config.AllowedTypesTest$Cart
                  - dev.carnet.config.AllowedTypesTest$Customer
                """);

        assertThat(config.allowed().byName()).isEqualTo(Map.of("Cart", Cart.class, "Customer", Customer.class));
    }

    @Test
    void so_are_classes_with_commas_between() {
        CarnetConfig config = Reading.properties(Map.of(
                "carnet.session", "Memory",
                "carnet.allowed-types",
                        "dev.carnet.config.AllowedTypesTest$Cart, dev.carnet.config.AllowedTypesTest$Customer"));

        assertThat(config.allowed().byName()).isEqualTo(Map.of("Cart", Cart.class, "Customer", Customer.class));
    }

    @Test
    void a_group_gives_short_names_of_ones_own() {
        CarnetConfig config = Reading.yaml("""
                session: Memory
                allowed_types:
                  basket: dev.carnet.config.AllowedTypesTest$Cart
                  customer: ${CUSTOMER:dev.carnet.config.AllowedTypesTest$Customer}
                """);

        assertThat(config.allowed().byName()).isEqualTo(Map.of("basket", Cart.class, "customer", Customer.class));
    }

    @Test
    void those_of_a_file_and_those_of_code_add_up() {
        CarnetConfig config = CarnetConfig.builder()
                .session("Memory")
                .allow(AllowedTypes.of(Cart.class))
                .set("allowed_types", "dev.carnet.config.AllowedTypesTest$Customer")
                .build();

        assertThat(config.allowed().byName()).isEqualTo(Map.of("Cart", Cart.class, "Customer", Customer.class));
    }

    @Test
    void a_tool_without_the_applications_classes_reads_the_rest(@TempDir Path directory) throws Exception {
        Path file = Files.writeString(
                directory.resolve("carnet.yml"),
                "session: Memory\nallowed_types: [com.example.Cart]\nhash_ids: false\n");

        CarnetConfig config = CarnetConfig.loadWithoutClasses(file, name -> null);

        assertThat(config.options().hashIds()).isFalse();
        assertThat(config.allowed().byName()).isEmpty();
    }

    @Test
    void a_class_that_is_not_there_is_named_with_its_line() {
        assertThat(Reading.faultOf("""
                session: Memory
                allowed_types:
                  - dev.carnet.config.AllowedTypesTest$Cart
                  - com.example.Cart
                """))
                .isEqualTo(
                        "carnet.yml line 4, allowed_types[1]: there is no class 'com.example.Cart' on the class path;"
                                + " write its full name, such as com.example.Cart, or com.example.Shop$Cart for a nested class");
    }

    @Test
    void a_short_name_can_be_given_once() {
        assertThat(Reading.faultOf("""
                session: Memory
                allowed_types: [java.util.List, java.awt.List]
                """))
                .isEqualTo("carnet.yml line 2, allowed_types[1]: the type name 'List' is used by java.util.List;"
                        + " give java.awt.List another one");
    }

    @Test
    void a_bad_short_name_is_an_error() {
        assertThat(Reading.faultOf("session: Memory\nallowed_types: {'my cart': java.util.List}"))
                .isEqualTo("carnet.yml line 2, allowed_types.my cart: 'my cart' cannot name a type: letters, digits and"
                        + " . _ $ - only");
    }

    @Test
    void a_class_is_found_but_not_initialised() {
        Reading.yaml("session: Memory\nallowed_types: dev.carnet.config.AllowedTypesTest$Loud");

        assertThat(System.getProperty("dev.carnet.config.loud")).isNull();
    }
}
