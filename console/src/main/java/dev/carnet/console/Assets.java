package dev.carnet.console;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;

/** Files that are the same for everybody: they tell nothing, so they need no login. Thread-safe. */
final class Assets {
    private static final String UPLOT_POM = "/META-INF/maven/org.webjars.npm/uplot/pom.properties";

    /** The version of the chart library. */
    static final String UPLOT = uplotVersion();

    private static final String UPLOT_FILES = "/META-INF/resources/webjars/uplot/" + UPLOT + "/dist/";

    private final Map<String, Asset> assets = Map.of(
            "/assets/style.css", Asset.of("style.css", "text/css"),
            "/assets/console.js", Asset.of("console.js", "text/javascript"),
            "/assets/icon.svg", Asset.of("icon.svg", "image/svg+xml"),
            "/assets/uPlot.js", Asset.of(UPLOT_FILES + "uPlot.iife.min.js", "text/javascript"),
            "/assets/uPlot.css", Asset.of(UPLOT_FILES + "uPlot.min.css", "text/css"));

    private static final class Asset {
        private final byte[] content;
        private final String type;

        private Asset(byte[] content, String type) {
            this.content = content;
            this.type = type;
        }

        static Asset of(String file, String type) {
            try (InputStream in = Assets.class.getResourceAsStream(file)) {
                return new Asset(Objects.requireNonNull(in, file).readAllBytes(), type);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private static String uplotVersion() {
        Properties pom = new Properties();
        try (InputStream in = Assets.class.getResourceAsStream(UPLOT_POM)) {
            pom.load(Objects.requireNonNull(in, UPLOT_POM));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return pom.getProperty("version");
    }

    /** Answers with a file; false if there is none at this path. */
    boolean send(String path, HttpServletResponse response) throws IOException {
        Asset asset = assets.get(path);
        if (asset == null) {
            return false;
        }
        response.setContentType(asset.type + "; charset=utf-8");
        response.setHeader("Cache-Control", "no-cache");
        response.setContentLength(asset.content.length);
        response.getOutputStream().write(asset.content);
        return true;
    }
}
