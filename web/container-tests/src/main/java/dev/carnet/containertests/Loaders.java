package dev.carnet.containertests;

import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;

/** Class loaders that nothing should refer to any more. */
public final class Loaders {
    private static final int COLLECTIONS = 20;

    private final List<WeakReference<ClassLoader>> loaders = new ArrayList<>();

    public void add(ClassLoader loader) {
        loaders.add(new WeakReference<>(loader));
    }

    /** How many are left when the collector has run as often as it takes. */
    public long alive() throws InterruptedException {
        long alive = loaders.size();
        for (int i = 0; i < COLLECTIONS && alive > 0; i++) {
            System.gc();
            Thread.sleep(50);
            alive = loaders.stream().filter(each -> each.get() != null).count();
        }
        return alive;
    }
}
