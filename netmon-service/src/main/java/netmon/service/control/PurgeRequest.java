package netmon.service.control;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import netmon.model.StoreException;
import netmon.store.TrafficWriter;

/**
 * Forgets what was before a moment, of all applications or of one.
 *
 * <pre>
 * netmon/1 purge 1795000000                 1794999600      the moment that it was rounded to
 * netmon/1 purge 1795000000 Google Chrome   1794999600      the same of one application
 * </pre>
 *
 * @param writeWaiting writes the samples that are still in memory
 * @param changed is told that sums are not what they were
 */
public record PurgeRequest(TrafficWriter log, Runnable writeWaiting, Runnable changed)
        implements RequestRouter.Handler {
    private static final Pattern ARGUMENTS = Pattern.compile("(-?\\d{1,18})(?: (.+))?");

    @Override
    public String answer(String arguments) throws StoreException {
        Matcher purge = ARGUMENTS.matcher(arguments);
        if (!purge.matches()) {
            throw new IllegalArgumentException("purge takes epoch seconds and perhaps an application: " + arguments);
        }
        writeWaiting.run(); // or it would come into the database after what it belongs to was forgotten
        try {
            return Long.toString(log.purge(Long.parseLong(purge.group(1)), purge.group(2)));
        } finally {
            changed.run();
        }
    }
}
