package dev.carnet.spi.setup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.carnet.error.ConfigurationException;
import dev.carnet.options.UnreadablePolicy;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class SettingTest {
    private static final Setting<Integer> SIZE = Setting.integer("size", 1, 9).defaultsTo(3);
    private static final Setting<String> PASSWORD = Setting.secret("password").aliases("pass");

    @Test
    void values_are_read_as_people_write_them() {
        assertThat(SIZE.read("7")).isEqualTo(7);
        assertThat(SIZE.read(7)).isEqualTo(7);
        assertThat(Setting.flag("f").read("Yes")).isTrue();
        assertThat(Setting.flag("f").read(0)).isFalse();
        assertThat(Setting.duration("d").read("2 hours")).isEqualTo(Duration.ofHours(2));
        assertThat(Setting.choice("c", UnreadablePolicy.class).read("new-session"))
                .isEqualTo(UnreadablePolicy.NEW_SESSION);
        assertThat(Setting.list("l").read("a, b")).containsExactly("a", "b");
        assertThat(Setting.list("l").read(List.of("a", 1))).containsExactly("a", "1");
        assertThat(Setting.group("g").read(Map.of("a", 1))).isEqualTo(Map.of("a", 1));
        assertThat(Setting.handedIn("h", Runnable.class).read((Runnable) () -> {}))
                .isNotNull();
    }

    @Test
    void a_bad_value_is_refused_with_what_is_wrong() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SIZE.read("ten"))
                .withMessage("'ten' is not a whole" + " number");
        assertThatIllegalArgumentException().isThrownBy(() -> SIZE.read(10)).withMessage("10 is out of range");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Setting.flag("f").read("maybe"))
                .withMessage("'maybe' is neither");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Setting.text("t").read(""))
                .withMessage("it is empty");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Setting.text("t").read(List.of()))
                .withMessage("this must be a single value");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Setting.handedIn("h", Runnable.class).read("text"))
                .withMessage("a file cannot hold a Runnable");
    }

    @Test
    void an_object_is_handed_in_or_supplied_when_it_is_needed() {
        Setting<Supplier<Runnable>> setting = Setting.handedInOrSupplied("h", Runnable.class);
        Runnable object = () -> {};

        assertThat(setting.read(object).get()).isSameAs(object);
        assertThat(setting.read((Supplier<Object>) () -> object).get()).isSameAs(object);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> setting.read("text"))
                .withMessage("a file cannot hold a Runnable or a Supplier of one");
        Supplier<Runnable> wrong = setting.read((Supplier<Object>) () -> "text");
        assertThatThrownBy(wrong::get)
                .isInstanceOf(ConfigurationException.class)
                .hasMessage("the Supplier of h gave a java.lang.String; required is a Runnable");
    }

    @Test
    void a_name_that_is_not_there_is_an_error_with_those_that_are() {
        Settings settings =
                Settings.builder(setting -> "carnet.yml line 3, " + setting).build();

        assertThat(settings.unknown(SIZE, "there is no size 'XL'", "XL", List.of("S", "L")))
                .hasMessage("carnet.yml line 3, size: there is no size 'XL'; there are: S, L");
        assertThat(settings.unknown(SIZE, "there is no size 'XL'", "XL", List.of()))
                .hasMessage("carnet.yml line 3, size: there is no size 'XL'");
    }

    @Test
    void what_stands_in_a_group_is_found_in_it() {
        Setting<Map<?, ?>> group = Setting.group("options");
        Settings inside = Settings.builder(setting -> "carnet.yml line 3, " + setting)
                .build()
                .inside(group)
                .set(SIZE, 5)
                .build();

        assertThat(inside.get(SIZE)).isEqualTo(5);
        assertThat(inside.invalid(SIZE, "too large")).hasMessage("carnet.yml line 3, options.size: too large");
    }

    @Test
    void a_setting_says_what_it_is() {
        assertThat(SIZE.allowed()).isEqualTo("a whole number from 1 to 9");
        assertThat(SIZE.defaultValue()).contains(3);
        assertThat(PASSWORD.isSecret()).isTrue();
        assertThat(PASSWORD.aliases()).containsExactly("pass");
        assertThat(Setting.text("t").required().isRequired()).isTrue();
        assertThat(Setting.text("t").describedAs("where").description()).isEqualTo("where");
    }

    @Test
    void settings_give_values_or_defaults_and_show_neither() {
        Settings settings = Settings.builder(setting -> "carnet.yml line 3, " + setting)
                .set(PASSWORD, "hush")
                .build();

        assertThat(settings.get(SIZE)).isEqualTo(3);
        assertThat(settings.has(SIZE)).isFalse();
        assertThat(settings.get(PASSWORD)).isEqualTo("hush");
        assertThat(settings.toString()).doesNotContain("hush");
        assertThat(settings.invalid(PASSWORD, "it does not open the door"))
                .hasMessage("carnet.yml line 3, password: it does not open the door");
        assertThatIllegalStateException().isThrownBy(() -> settings.get(Setting.text("other")));
    }
}
