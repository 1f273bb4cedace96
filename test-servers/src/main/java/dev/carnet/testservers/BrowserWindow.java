package dev.carnet.testservers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.openqa.selenium.By;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.WebDriver;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.support.ui.ExpectedConditions;
import org.openqa.selenium.support.ui.WebDriverWait;

/** Somebody's window in {@link Chromium}, with cookies of its own. Elements are found by CSS selectors. Not thread-safe. */
public final class BrowserWindow implements AutoCloseable {
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(30);

    private final ChromeDriver driver;
    private final String handle;
    private final Runnable end;

    BrowserWindow(ChromeDriver driver, String handle, Runnable end) {
        this.driver = driver;
        this.handle = handle;
        this.end = end;
    }

    /** The driver, with this window before it until another one is used. */
    public WebDriver driver() {
        return driver.switchTo().window(handle);
    }

    /** Loads a page and waits for it. */
    public BrowserWindow go(String url) {
        driver().get(url);
        return this;
    }

    public String url() {
        return Objects.requireNonNullElse(driver().getCurrentUrl(), "");
    }

    /** Fills in a field. */
    public BrowserWindow type(String selector, String text) {
        WebElement field = driver().findElement(By.cssSelector(selector));
        field.clear();
        field.sendKeys(text);
        return this;
    }

    /** Clicks on what loads a page, and waits until that is there. */
    public BrowserWindow click(String selector) {
        WebElement before = driver().findElement(By.tagName("html"));
        driver.findElement(By.cssSelector(selector)).click();
        WebDriverWait wait = new WebDriverWait(driver, LONGEST_WAIT);
        wait.until(ExpectedConditions.stalenessOf(before));
        wait.until(loaded -> "complete".equals(driver.executeScript("return document.readyState")));
        return this;
    }

    /** What is read in the first such element; an error if there is none. */
    public String text(String selector) {
        return driver().findElement(By.cssSelector(selector)).getText();
    }

    /** What is read in each such element. */
    public List<String> texts(String selector) {
        return driver().findElements(By.cssSelector(selector)).stream()
                .map(WebElement::getText)
                .toList();
    }

    /** Keeps a picture of what is seen, as PNG. */
    public void screenshot(Path file) throws IOException {
        driver();
        Files.createDirectories(file.toAbsolutePath().getParent());
        Files.write(file, driver.getScreenshotAs(OutputType.BYTES));
    }

    @Override
    public void close() {
        end.run();
    }
}
