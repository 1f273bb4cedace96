package org.apache.coyote;

import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;

/**
 * Is told before a response's first byte leaves, and at its end, whoever wrote it: an application, FORM login, or the
 * container's error report. It stands in Tomcat's package because a response's hook is visible there only.
 */
@NullMarked
public final class CommitHook implements ActionHook {
    /** What is to be done before something goes out. What it throws goes to whoever writes the response. */
    public interface Listener {
        /** Status and headers are about to be sent. */
        void beforeCommit();

        /** The response is complete; called once. */
        void atEnd();
    }

    private final Response response;
    private final ActionHook processor;
    private final Listener listener;

    private CommitHook(Response response, ActionHook processor, Listener listener) {
        this.response = response;
        this.processor = processor;
        this.listener = listener;
    }

    /** Begins to tell a listener of a response that is not complete. */
    public static void install(Response response, Listener listener) {
        ActionHook below = response.hook;
        // A client that broke off can leave one behind on the connection's processor.
        while (below instanceof CommitHook left) {
            below = left.processor;
        }
        response.setHook(new CommitHook(response, below, listener));
    }

    @Override
    public void action(ActionCode code, @Nullable Object parameter) {
        if (code == ActionCode.COMMIT) {
            listener.beforeCommit();
        } else if (code == ActionCode.CLOSE || code == ActionCode.CLOSE_NOW) {
            // Processors look whether the hook is theirs when they recycle a response.
            response.setHook(processor);
            listener.atEnd();
        }
        processor.action(code, parameter);
    }
}
