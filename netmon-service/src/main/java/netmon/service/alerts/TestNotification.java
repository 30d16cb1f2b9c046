package netmon.service.alerts;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import netmon.model.Check;
import netmon.protocol.ChecksReply;
import netmon.protocol.Request;
import org.jspecify.annotations.Nullable;

/**
 * Shows a notification when the user asks for it, as an alert would, and reports what came of it. Only the service can
 * try this, since its permission and its environment count.
 *
 * @param limitMillis how long the program may take
 */
public record TestNotification(DesktopNotification desktop, long limitMillis) {
    private static final long USUAL_LIMIT = TimeUnit.SECONDS.toMillis(8);

    private static final String TEXT = "This is a test: netmon can notify you.";
    private static final String NAME = "notification";

    public TestNotification(DesktopNotification desktop) {
        this(desktop, USUAL_LIMIT);
    }

    /** Starts the program; the reply comes when it has ended, or has taken too long. */
    public CompletableFuture<ChecksReply> start(Request.TestAlert request) {
        List<String> words = desktop.commandLine(TEXT);
        if (words == null) {
            return CompletableFuture.completedFuture(reply(desktop.check(true)));
        }
        try {
            ChildProcess child = ChildProcess.start("test", words, desktop.environment(), 0);
            return child.process()
                    .onExit()
                    .copy()
                    .orTimeout(limitMillis, TimeUnit.MILLISECONDS)
                    .handle((ended, failure) -> reply(result(child, failure)));
        } catch (IOException e) {
            return CompletableFuture.completedFuture(reply(Check.bad(NAME, String.valueOf(e.getMessage()), "")));
        }
    }

    private Check result(ChildProcess child, @Nullable Throwable failure) {
        String program = desktop.program();
        if (failure != null) {
            child.kill();
            return Check.bad(NAME, program + " did not end within " + limitMillis / 1000 + " s", desktop.advice());
        }
        int status = child.process().exitValue();
        return status == 0
                ? new Check(
                        NAME,
                        Check.Verdict.OK,
                        program + " took it; you should see \"" + TEXT + "\"",
                        "if you see nothing: " + desktop.advice())
                : Check.bad(NAME, program + " ended with status " + status, desktop.advice());
    }

    private static ChecksReply reply(Check check) {
        return new ChecksReply(List.of(check));
    }
}
