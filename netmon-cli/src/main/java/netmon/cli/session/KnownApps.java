package netmon.cli.session;

import java.util.Collection;
import java.util.List;
import netmon.cli.parse.Suggestions;
import netmon.cli.text.TextCell;
import netmon.model.AppTraffic;
import netmon.model.InterfaceTotal;
import netmon.model.Period;
import netmon.model.StoreException;
import netmon.store.TrafficReader;

/** The names of the applications and interfaces in the database. */
public final class KnownApps {
    private static final Period ALL = new Period(Period.FIRST, Long.MAX_VALUE, "");

    private KnownApps() {}

    /** Whether an application of the database has this name; upper and lower case are the same. */
    public static boolean contains(Session session, String typed) throws StoreException {
        return read(session).stream().anyMatch(each -> Suggestions.isSame(typed, each));
    }

    /** Asks whether one of the database's applications was meant; empty if none has a similar name. */
    public static String suggestion(Session session, Collection<String> typed) throws StoreException {
        return typed.isEmpty() ? "" : similar(typed, read(session));
    }

    private static String similar(Collection<String> typed, List<String> known) {
        List<String> similar = typed.stream()
                .flatMap(each -> Suggestions.of(each, known).stream())
                .map(TextCell::title)
                .distinct()
                .toList();
        return similar.isEmpty() ? "" : "Did you mean " + String.join(" or ", similar) + "?";
    }

    /** What to do if an application has no data: a similar name, else the list of all names, else the service. */
    public static String advice(Session session, String typed) throws StoreException {
        String similar = suggestion(session, List.of(typed));
        if (!similar.isEmpty()) {
            return similar;
        }
        return read(session).isEmpty()
                ? session.startService()
                : "'netmon stats apps --all' lists the applications with data.";
    }

    /** The same for interfaces that have no data. */
    public static String interfaceAdvice(Session session, Collection<String> typed) throws StoreException {
        try (TrafficReader store = session.open()) {
            List<String> known =
                    store.interfaces(ALL).stream().map(InterfaceTotal::name).toList();
            String similar = similar(typed, known);
            return similar.isEmpty() ? "'netmon stats interfaces --all' lists the interfaces with data." : similar;
        }
    }

    private static List<String> read(Session session) throws StoreException {
        try (TrafficReader store = session.open()) {
            return store.apps(ALL).stream().map(AppTraffic::app).toList();
        }
    }
}
