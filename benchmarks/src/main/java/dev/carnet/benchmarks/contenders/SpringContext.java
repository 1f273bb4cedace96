package dev.carnet.benchmarks.contenders;

import jakarta.servlet.Filter;
import java.util.function.Consumer;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.session.web.http.SessionRepositoryFilter;

/** Spring Session as its own configuration puts it together. */
final class SpringContext {
    private SpringContext() {}

    /**
     * The filter of an application context, which ends with it.
     *
     * @param configuration a class with the annotation that turns Spring Session on
     * @param beans registers what the configuration looks for
     */
    static Filter filter(Class<?> configuration, Consumer<GenericApplicationContext> beans) {
        AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext();
        beans.accept(context);
        context.register(configuration);
        context.refresh();
        return new OwningFilter(context.getBean(SessionRepositoryFilter.class), context::close);
    }
}
