package dev.carnet.spring;

import dev.carnet.SessionEngine;
import dev.carnet.options.TransientAttributes;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.context.request.ServletRequestAttributes;
import org.springframework.web.servlet.DispatcherServlet;
import org.springframework.web.servlet.FlashMapManager;

/** Configures how Spring MVC's attributes are stored, and which are not. */
@AutoConfiguration(
        before = CarnetAutoConfiguration.class,
        beforeName = {
            "org.springframework.boot.autoconfigure.web.servlet.WebMvcAutoConfiguration",
            "org.springframework.boot.webmvc.autoconfigure.WebMvcAutoConfiguration"
        })
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
@ConditionalOnProperty(name = "carnet.enabled", matchIfMissing = true)
public class CarnetWebMvcAutoConfiguration {
    @Bean
    @ConditionalOnClass(ServletRequestAttributes.class)
    TransientAttributes carnetSpringTransients() {
        return new SpringTransients();
    }

    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass({DispatcherServlet.class, SessionEngine.class})
    static class OnDispatcherServlet {
        @Bean(DispatcherServlet.FLASH_MAP_MANAGER_BEAN_NAME)
        @ConditionalOnMissingBean(name = DispatcherServlet.FLASH_MAP_MANAGER_BEAN_NAME)
        FlashMapManager flashMapManager() {
            return new StoredFlashMaps();
        }
    }
}
