package dev.carnet.spring.boot3;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.carnet.spring.CarnetAutoConfiguration;
import dev.carnet.spring.SecurityValueFormat;
import org.springframework.beans.factory.BeanClassLoaderAware;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.security.jackson2.SecurityJackson2Modules;

/** How Spring Security 6.5 writes its values; later versions have these classes too, and better ones. */
@AutoConfiguration(before = CarnetAutoConfiguration.class)
@ConditionalOnClass({SecurityJackson2Modules.class, ObjectMapper.class})
@ConditionalOnMissingClass("org.springframework.security.jackson.SecurityJacksonModules")
@ConditionalOnProperty(name = "carnet.enabled", matchIfMissing = true)
public class CarnetBoot3SecurityAutoConfiguration implements BeanClassLoaderAware {
    private ClassLoader loader = CarnetBoot3SecurityAutoConfiguration.class.getClassLoader();

    @Override
    public void setBeanClassLoader(ClassLoader classLoader) {
        loader = classLoader;
    }

    @Bean
    @ConditionalOnMissingBean
    SecurityValueFormat carnetSecurityValueFormat() {
        return new SecurityJson(loader);
    }
}
