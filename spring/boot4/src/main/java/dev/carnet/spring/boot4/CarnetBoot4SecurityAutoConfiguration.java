package dev.carnet.spring.boot4;

import dev.carnet.config.CarnetConfig;
import dev.carnet.spring.CarnetAutoConfiguration;
import dev.carnet.spring.SecurityValueFormat;
import org.springframework.beans.factory.BeanClassLoaderAware;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.security.jackson.SecurityJacksonModules;
import tools.jackson.databind.json.JsonMapper;

/** How Spring Security 7 writes its values. */
@AutoConfiguration(before = CarnetAutoConfiguration.class)
@ConditionalOnClass({SecurityJacksonModules.class, JsonMapper.class})
@ConditionalOnProperty(name = "carnet.enabled", matchIfMissing = true)
public class CarnetBoot4SecurityAutoConfiguration implements BeanClassLoaderAware {
    private ClassLoader loader = CarnetBoot4SecurityAutoConfiguration.class.getClassLoader();

    @Override
    public void setBeanClassLoader(ClassLoader classLoader) {
        loader = classLoader;
    }

    @Bean
    @ConditionalOnMissingBean
    SecurityValueFormat carnetSecurityValueFormat(CarnetConfig config) {
        return new SecurityJson(loader, config.allowed().packages().keySet());
    }
}
