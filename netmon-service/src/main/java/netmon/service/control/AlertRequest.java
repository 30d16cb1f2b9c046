package netmon.service.control;

import netmon.model.AlertLine;
import netmon.model.StoreException;
import netmon.store.AlertStore;

/**
 * Sets alerts and removes them.
 *
 * <pre>
 * netmon/1 alert add scope=total app= direction=in bytes=9 per=day month=1 means=log   3    its number; see AlertLine
 * netmon/1 alert remove 3                                                              1    or 0, if there is none
 * </pre>
 *
 * @param changed is told that alerts are not what they were
 */
public record AlertRequest(AlertStore log, Runnable changed) implements RequestRouter.Handler {
    @Override
    public String answer(String arguments) throws StoreException {
        try {
            return Long.toString(change(arguments));
        } finally {
            changed.run();
        }
    }

    private long change(String arguments) throws StoreException {
        int blank = arguments.indexOf(' ');
        String rest = arguments.substring(blank + 1);
        return switch (arguments.substring(0, Math.max(0, blank))) {
            case "add" -> log.add(AlertLine.parse(rest));
            case "remove" -> log.remove(Long.parseLong(rest)) ? 1 : 0;
            default -> throw new IllegalArgumentException("an alert can be added or removed, not '" + arguments + "'");
        };
    }
}
