package dev.carnet.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.carnet.testservers.BrowserWindow;
import dev.carnet.testservers.Chromium;
import dev.carnet.testservers.TestServers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.By;
import org.openqa.selenium.JavascriptExecutor;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebDriver;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.support.ui.WebDriverWait;

/** What an operator sees and does in a real browser: by day, by night, on a phone. */
class ConsoleInBrowserTest {
    private static final Path PICTURES = Path.of("target/pictures");
    private static final List<String> PAGES =
            List.of("/", "/sessions", "/sessions?user=ada", "/sweep", "/work", "/configuration");

    @Test
    void an_operator_looks_searches_and_ends_a_session() throws Exception {
        Optional<String> problem = Chromium.problem();
        assumeTrue(problem.isEmpty(), () -> problem.orElse(""));
        try (RunningConsole console = new RunningConsole()) {
            String handle = fill(console);
            try (BrowserWindow window = TestServers.chromium().open()) {
                logIn(window, console);
                overview(window);
                search(window, handle);
                look(window, console, handle);
                end(window, console, handle);
                everyPageFits(window, console, 1280, "light", "wide");
                everyPageFits(window, console, 390, "dark", "phone");
                noErrors(window);
            }
        }
    }

    /** Two hundred sessions of thirty users, begun over a day; one of them is ada's with secrets in it. */
    private static String fill(RunningConsole console) {
        String[] users = {"ada", "bob", "cleo", "dora", "emil", "fritz", "<b>gina</b>", "hugo", "iris", "jan"};
        for (int i = 0; i < 200; i++) {
            int each = i;
            console.clock().advance(Duration.ofSeconds(6));
            console.session(i % 7 == 0 ? null : users[i * i % users.length], session -> {
                session.put("theme", each % 2 == 0 ? "dark" : "light");
                session.put("visits", each);
            });
        }
        String handle = console.session("ada", session -> {
            session.put("role", "admin");
            session.put("cart", Map.of("items", List.of("Assam", "Darjeeling <first flush>"), "total", 31.5));
            session.put("payment", Map.of("cardNumber", "4111-1111-1111", "method", "credit"));
            session.put("apiToken", "t-9f8e7d6c");
        });
        console.secrets.addAll(List.of("4111-1111-1111", "t-9f8e7d6c"));
        return handle;
    }

    private static void logIn(BrowserWindow window, RunningConsole console) {
        window.go(console.server.uri().toString());
        window.type("#token", RunningConsole.TOKEN);
        window.click("main button");
        assertThat(window.text("h1")).isEqualTo("Overview");
    }

    private static void overview(BrowserWindow window) {
        new WebDriverWait(window.driver(), Duration.ofSeconds(30))
                .until(driver ->
                        driver.findElements(By.cssSelector(".chart canvas")).size() == 3);
        assertThat(window.text("[data-figure=live]")).isEqualTo("201");
        new WebDriverWait(window.driver(), Duration.ofSeconds(30))
                .until(driver -> !driver.findElements(By.id("sample")).isEmpty());
        assertThat(window.text(".basis")).contains("All 201 live sessions");
        assertThat(window.texts("nav[aria-label=Pages] a")).hasSize(5);
    }

    private static void search(BrowserWindow window, String handle) {
        window.go(window.url() + "sessions");
        window.type("#attribute", "role").type("#value", "admin" + Keys.ENTER);
        new WebDriverWait(window.driver(), Duration.ofSeconds(30))
                .until(driver -> driver.getCurrentUrl().contains("role"));
        assertThat(window.texts("td a.handle")).containsExactly(handle);
        window.click("td a.handle");
    }

    private static void look(BrowserWindow window, RunningConsole console, String handle) {
        assertThat(window.text("h1")).contains(handle);
        String page = window.text("main");
        assertThat(page).contains("Darjeeling <first flush>", "\"cardNumber\": \"(masked)\"", "\"method\": \"credit\"");
        assertThat(console.secrets).noneMatch(window.driver().getPageSource()::contains);
    }

    private static void end(BrowserWindow window, RunningConsole console, String handle) {
        window.click("#end-one");
        assertThat(window.text("h1")).isEqualTo("End 1 session?");
        window.click("#confirm");
        assertThat(window.text("#outcome")).isEqualTo("1 session ended");
        assertThat(console.engine.sessions().find(handle)).isEmpty();
    }

    /** No page is wider than the window. */
    private void everyPageFits(BrowserWindow window, RunningConsole console, int width, String scheme, String name)
            throws Exception {
        emulate(window.driver(), width, scheme);
        String home = console.server.uri().toString();
        List<String> pages = new ArrayList<>(PAGES);
        pages.add("/session?handle=" + console.session("ada", session -> session.put("long", "x".repeat(300))));
        for (String page : pages) {
            window.go(home + page.substring(1));
            assertThat(script(
                            window,
                            "const page = document.documentElement; return page.scrollWidth - page.clientWidth"))
                    .as(page + " at " + width)
                    .isEqualTo(0L);
            window.screenshot(PICTURES.resolve(name + page.replaceAll("[^a-z]+", "-") + ".png"));
        }
    }

    private static void emulate(WebDriver driver, int width, String scheme) {
        ChromeDriver chrome = (ChromeDriver) driver;
        chrome.executeCdpCommand(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", 860, "deviceScaleFactor", 1, "mobile", width < 500));
        chrome.executeCdpCommand(
                "Emulation.setEmulatedMedia",
                Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", scheme))));
    }

    private static Object script(BrowserWindow window, String script) {
        return ((JavascriptExecutor) window.driver()).executeScript(script);
    }

    /** A strict policy shows what it refuses as an error. */
    private void noErrors(BrowserWindow window) {
        List<String> told = window.driver().manage().logs().get(LogType.BROWSER).getAll().stream()
                .map(LogEntry::getMessage)
                .toList();
        assertThat(told).isEmpty();
        script(window, "console.error('this is heard')");
        assertThat(window.driver().manage().logs().get(LogType.BROWSER).getAll())
                .singleElement()
                .asString()
                .contains("this is heard");
    }
}
