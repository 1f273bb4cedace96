package dev.carnet.containertests;

import com.example.shop.ShopServlet;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.jboss.weld.environment.servlet.EnhancedListener;

/**
 * The application of the tests, which knows nothing of Carnet: pages, JSP, FORM login, a bean of the session, listeners in
 * {@code web.xml}.
 */
public final class ShopWar {
    private static final String BEANS =
            "<beans xmlns=\"https://jakarta.ee/xml/ns/jakartaee\" version=\"4.0\" bean-discovery-mode=\"annotated\"/>";

    private ShopWar() {}

    /** Unpacks it into a folder; without Weld. */
    public static Path unpack(Path folder) throws IOException {
        Path home = homeOf(ShopServlet.class);
        if (Files.isDirectory(home)) {
            unpack(home, folder);
        } else {
            try (FileSystem jar = FileSystems.newFileSystem(home)) {
                unpack(jar.getPath("/"), folder);
            }
        }
        return folder;
    }

    private static void unpack(Path home, Path folder) throws IOException {
        copy(home.resolve("shop"), folder);
        copy(home.resolve("com"), folder.resolve("WEB-INF/classes/com"));
    }

    /** Adds Weld, as an application brings it along. */
    public static Path addWeld(Path folder) throws IOException {
        Path lib = Files.createDirectories(folder.resolve("WEB-INF/lib"));
        Files.copy(homeOf(EnhancedListener.class), lib.resolve("weld.jar"));
        Files.writeString(folder.resolve("WEB-INF/beans.xml"), BEANS);
        return folder;
    }

    /** The jar or folder that a class is from. */
    public static Path homeOf(Class<?> type) {
        try {
            return Path.of(
                    type.getProtectionDomain().getCodeSource().getLocation().toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Copies a folder with all that is in it. */
    public static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> all = Files.walk(from)) {
            for (Path each : (Iterable<Path>) all::iterator) {
                Path target = to.resolve(from.relativize(each).toString());
                if (Files.isDirectory(each)) {
                    Files.createDirectories(target);
                } else {
                    Files.createDirectories(target.getParent());
                    Files.copy(each, target);
                }
            }
        }
    }
}
