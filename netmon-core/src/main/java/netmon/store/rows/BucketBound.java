package netmon.store.rows;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import netmon.model.App;

/**
 * Bounds the rows of a bucket: those with the most bytes keep their names, and the others become few rows. The sums
 * stay exact. Without it, short-lived processes with ever new names would make the database grow.
 */
public final class BucketBound {
    /** The most rows of one table in a bucket. */
    public static final int MOST_ROWS = 200;

    /** The applications beyond the bound. */
    public static final String OTHER_APPLICATIONS = "Other applications";

    /** The counted interfaces beyond the bound. No interface has this name: it contains a blank. */
    public static final String OTHER_INTERFACES = "Other interfaces";

    /** The uncounted interfaces beyond the bound, where they are of too many kinds. */
    private static final String ANY_KIND = "*";

    private static final int MOST_KINDS = 10;

    /** The kind of an interface by its name: {@code veth} of {@code veth1f2a}, {@code eth} of {@code eth17}. */
    private static final Pattern KIND = Pattern.compile("veth|cali|lxc|tap|vnet|br-|[^0-9*]*");

    private BucketBound() {}

    /** The name of the rows that take the bytes of this interface beyond the bound. */
    public static String groupOfInterface(String name, boolean counted) {
        if (counted) {
            return OTHER_INTERFACES;
        }
        Matcher kind = KIND.matcher(name);
        return (kind.lookingAt() ? kind.group() : "") + "*";
    }

    /** The rows of one bucket within the bound; unchanged if they are few. */
    public static List<LoggedRow> of(List<LoggedRow> rows) {
        if (rows.size() <= MOST_ROWS) {
            return rows;
        }
        List<LoggedRow> sorted = new ArrayList<>(rows);
        sorted.sort(Comparator.comparing(BucketBound::staysFirst)
                .thenComparing(LoggedRow::bytes)
                .reversed());
        int named = MOST_ROWS - MOST_KINDS;
        List<LoggedRow> bounded = new ArrayList<>(sorted.subList(0, named));
        for (LoggedRow each : grouped(sorted.subList(named, sorted.size()))) {
            add(bounded, each);
        }
        return bounded;
    }

    private static boolean staysFirst(LoggedRow row) {
        return row.name().equals(App.UNATTRIBUTED) || isGroup(row);
    }

    /** Whether the row contains the bytes of several names. */
    public static boolean isGroup(LoggedRow row) {
        return row.name().equals(row.group()) || row.name().equals(ANY_KIND);
    }

    private static Iterable<LoggedRow> grouped(List<LoggedRow> rows) {
        Set<String> groups = rows.stream().map(LoggedRow::group).collect(Collectors.toSet());
        Map<String, LoggedRow> sums = new LinkedHashMap<>();
        for (LoggedRow each : rows) {
            boolean tooMany = groups.size() > MOST_KINDS && each.group().endsWith(ANY_KIND);
            LoggedRow row = each.named(tooMany ? ANY_KIND : each.group());
            sums.merge(row.name(), row, LoggedRow::plus);
        }
        return sums.values();
    }

    /** A group may be among the named rows already. */
    private static void add(List<LoggedRow> bounded, LoggedRow group) {
        for (int i = 0; i < bounded.size(); i++) {
            if (bounded.get(i).name().equals(group.name())) {
                bounded.set(i, bounded.get(i).plus(group));
                return;
            }
        }
        bounded.add(group);
    }
}
