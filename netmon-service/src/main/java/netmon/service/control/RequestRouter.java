package netmon.service.control;

import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import netmon.model.PlainText;
import netmon.model.StoreException;

/**
 * Answers what the command asks over {@link ControlSocket}: {@code netmon/1}, a word, and what the word needs, in one line.
 * An answer is {@code ok} and what was asked for in the lines below it, or {@code error} and the reason in one line.
 */
public final class RequestRouter {
    private static final Pattern REQUEST = Pattern.compile("netmon/(\\d{1,9}) ([a-z]+)(?: (.*))?");

    /** The version of these requests; another one's caller is told so. */
    private static final String VERSION = "1";

    private static final String OK = "ok\n";

    private final Map<String, Handler> handlers;
    private final Map<String, SlowRequest> errands;

    /** One kind of request. */
    @FunctionalInterface
    public interface Handler {
        /**
         * What stands below {@code ok}: lines, none of them empty.
         *
         * @param arguments what stands after the request's word; hostile, and empty where nothing does
         * @throws IllegalArgumentException where the arguments are not what the word needs; its message is the answer
         */
        String answer(String arguments) throws StoreException;
    }

    /** One kind of request that takes longer than there is between two beats, and so is answered by another thread. */
    @FunctionalInterface
    public interface SlowRequest {
        /**
         * What will stand below {@code ok}, as of a {@link Handler}; begun, and not waited for.
         *
         * @throws IllegalArgumentException where the arguments are not what the word needs; its message is the answer
         */
        CompletableFuture<String> begin(String arguments);
    }

    /**
     * @param handlers what each word does
     * @param errands what the other words begin
     */
    public RequestRouter(Map<String, Handler> handlers, Map<String, SlowRequest> errands) {
        this.handlers = Map.copyOf(handlers);
        this.errands = Map.copyOf(errands);
    }

    /** The answer, later perhaps: {@code ok} with what was asked for, or {@code error} with the reason. */
    public CompletableFuture<String> answer(String line) {
        Matcher request = REQUEST.matcher(line);
        if (!request.matches()) {
            return error("this is no request: " + line);
        }
        if (!request.group(1).equals(VERSION)) {
            return error("this service understands netmon/" + VERSION + ", not netmon/" + request.group(1));
        }
        try {
            return answer(request.group(2), request.group(3) == null ? "" : request.group(3));
        } catch (StoreException | IllegalArgumentException e) {
            return error(String.valueOf(e.getMessage()));
        }
    }

    private CompletableFuture<String> answer(String word, String arguments) throws StoreException {
        Handler handler = handlers.get(word);
        if (handler != null) {
            return CompletableFuture.completedFuture(OK + handler.answer(arguments));
        }
        SlowRequest errand = errands.get(word);
        return errand == null
                ? error("there is no request '" + word + "'")
                : errand.begin(arguments).handle((answer, failure) -> failure == null ? OK + answer : text(failure));
    }

    private static CompletableFuture<String> error(String why) {
        return CompletableFuture.completedFuture("error " + PlainText.of(why));
    }

    private static String text(Throwable failure) {
        return "error " + PlainText.of(String.valueOf(failure));
    }
}
