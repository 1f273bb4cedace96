package dev.carnet.testservers;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;
import org.openqa.selenium.WindowType;
import org.openqa.selenium.bidi.browsingcontext.BrowsingContext;
import org.openqa.selenium.bidi.browsingcontext.CreateContextParameters;
import org.openqa.selenium.bidi.module.Browser;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;

/**
 * The machine's own Chromium without a screen, driven by its own driver; nothing is downloaded. One runs for all tests of a
 * JVM, each {@link BrowserWindow} in it has its own cookies. Not thread-safe: one test at a time.
 */
public final class Chromium implements AutoCloseable {
    private static final Duration LONGEST_LOAD = Duration.ofSeconds(30);

    private final ChromeDriver driver;

    private Chromium(ChromeDriver driver) {
        this.driver = driver;
        driver.manage().timeouts().pageLoadTimeout(LONGEST_LOAD);
    }

    /** Why it cannot run here; empty if it can. */
    public static Optional<String> problem() {
        return Stream.of("chromium", "chromedriver")
                .filter(each -> program(each).isEmpty())
                .findFirst()
                .map(each -> each + " is not installed (Debian's chromium and chromium-driver)");
    }

    private static Optional<Path> program(String name) {
        return Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
                .map(each -> Path.of(each, name))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /** Starts it, where {@link #problem} finds none. */
    static Chromium start() {
        ChromeOptions options = new ChromeOptions();
        options.enableBiDi();
        options.setBinary(program("chromium").orElseThrow().toFile());
        options.addArguments("--headless=new", "--disable-gpu", "--disable-dev-shm-usage", "--window-size=1280,900");
        if (Folders.isRoot()) {
            // Its sandbox refuses to run as root.
            options.addArguments("--no-sandbox");
        }
        ChromeDriverService service = new ChromeDriverService.Builder()
                .usingDriverExecutable(program("chromedriver").orElseThrow().toFile())
                .usingAnyFreePort()
                .withSilent(true)
                .build();
        return new Chromium(new ChromeDriver(service, options));
    }

    /** A window of somebody who was never here: no cookies, no cache. */
    public BrowserWindow open() {
        Browser browser = new Browser(driver);
        String somebody = browser.createUserContext();
        CreateContextParameters tab = new CreateContextParameters(WindowType.TAB).userContext(somebody);
        String handle = new BrowsingContext(driver, tab).getId();
        return new BrowserWindow(driver, handle, () -> browser.removeUserContext(somebody));
    }

    @Override
    public void close() {
        driver.quit();
    }
}
