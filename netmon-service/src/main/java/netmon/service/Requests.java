package netmon.service;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import netmon.model.PlainText;
import netmon.store.StoreException;

/**
 * Answers what the command asks over {@link Control}: {@code netmon/1}, a word, and what the word needs, in one line.
 * An answer is {@code ok} and what was asked for in the lines below it, or {@code error} and the reason in one line.
 */
final class Requests {
    private static final Pattern REQUEST = Pattern.compile("netmon/(\\d{1,9}) ([a-z]+)(?: (.*))?");

    /** The version of these requests; another one's caller is told so. */
    private static final String VERSION = "1";

    private final Map<String, Handler> handlers;

    /** One kind of request. */
    @FunctionalInterface
    interface Handler {
        /**
         * What stands below {@code ok}: lines, none of them empty.
         *
         * @param arguments what stands after the request's word; hostile, and empty where nothing does
         * @throws IllegalArgumentException where the arguments are not what the word needs; its message is the answer
         */
        String answer(String arguments) throws StoreException;
    }

    /** @param handlers what each word does */
    Requests(Map<String, Handler> handlers) {
        this.handlers = Map.copyOf(handlers);
    }

    /** The answer: {@code ok} with what was asked for, or {@code error} with the reason. */
    String answer(String line) {
        Matcher request = REQUEST.matcher(line);
        if (!request.matches()) {
            return error("this is no request: " + line);
        }
        if (!request.group(1).equals(VERSION)) {
            return error("this service understands netmon/" + VERSION + ", not netmon/" + request.group(1));
        }
        Handler handler = handlers.get(request.group(2));
        if (handler == null) {
            return error("there is no request '" + request.group(2) + "'");
        }
        try {
            return "ok\n" + handler.answer(request.group(3) == null ? "" : request.group(3));
        } catch (StoreException | IllegalArgumentException e) {
            return error(String.valueOf(e.getMessage()));
        }
    }

    private static String error(String why) {
        return "error " + PlainText.of(why);
    }
}
