package netmon.service;

import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import netmon.model.PlainText;
import netmon.store.StoreException;
import netmon.store.TrafficLog;

/**
 * Answers what the command asks over {@link Control}.
 *
 * <pre>
 * netmon/1 purge 1795000000                 ok 1794999600      forgets what was before; the moment it was rounded to
 * netmon/1 purge 1795000000 Google Chrome   ok 1794999600      the same of one application
 * netmon/1 status                           ok               and lines of a key and a value: see Status
 * anything else                             error there is no request ...
 * </pre>
 */
final class Requests {
    private static final Pattern REQUEST = Pattern.compile("netmon/(\\d{1,9}) ([a-z]+)(?: (.*))?");

    /** The version of these requests; another one's caller is told so. */
    private static final String VERSION = "1";

    private static final Pattern PURGE = Pattern.compile("(-?\\d{1,18})(?: (.+))?");

    private final TrafficLog log;
    private final Supplier<String> status;

    /** @param status tells what only the living service knows */
    Requests(TrafficLog log, Supplier<String> status) {
        this.log = log;
        this.status = status;
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
        String arguments = request.group(3) == null ? "" : request.group(3);
        return switch (request.group(2)) {
            case "purge" -> purge(arguments);
            case "status" -> "ok\n" + status.get();
            default -> error("there is no request '" + request.group(2) + "'");
        };
    }

    private String purge(String arguments) {
        Matcher purge = PURGE.matcher(arguments);
        if (!purge.matches()) {
            return error("purge takes epoch seconds and perhaps an application: " + arguments);
        }
        try {
            return "ok " + log.purge(Long.parseLong(purge.group(1)), purge.group(2));
        } catch (StoreException e) {
            return error(String.valueOf(e.getMessage()));
        }
    }

    private static String error(String why) {
        return "error " + PlainText.of(why);
    }
}
