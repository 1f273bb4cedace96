package dev.carnet.servlet;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Where a request waits until the test lets it go on. */
final class Gate {
    private final CountDownLatch reached = new CountDownLatch(1);
    private final CountDownLatch opened = new CountDownLatch(1);

    /** For the request: says that it is here, and waits. */
    void pass() throws InterruptedException {
        reached.countDown();
        await(opened);
    }

    /** For the test: waits until the request is here. */
    void awaitRequest() throws InterruptedException {
        await(reached);
    }

    void open() {
        opened.countDown();
    }

    private static void await(CountDownLatch latch) throws InterruptedException {
        if (!latch.await(20, TimeUnit.SECONDS)) {
            throw new AssertionError("nobody came");
        }
    }
}
