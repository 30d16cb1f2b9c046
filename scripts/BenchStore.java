import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Locale;
import netmon.model.Period;
import netmon.model.StoreException;
import netmon.store.TrafficReader;
import netmon.store.Verifier;

/** Measures the CPU time of reports and the size of a database. scripts/bench-store runs it from source. */
final class BenchStore {
    /** Enough runs for a stable median on a busy machine. */
    private static final int RUNS = 41;

    private static final Period ALL = new Period(0, Long.MAX_VALUE, "all");

    private static final long DAY = 86_400;
    private static final long HOUR = 3_600;

    private interface Query {
        Object ask(TrafficReader report) throws StoreException;
    }

    /**
     * FILE: prints the second of its last row. FILE SHORT DAYS: prints the measurements, and the growth in a day
     * compared with the history in SHORT, which is so many days shorter.
     */
    public static void main(String[] args) throws Exception {
        Path file = Path.of(args[0]).toAbsolutePath();
        long last = number(file, "SELECT max(at) FROM last_readings");
        if (args.length == 1) {
            System.out.println(last);
        } else {
            bench(file, last, (used(file) - used(Path.of(args[1]))) / Long.parseLong(args[2]));
        }
    }

    private static void bench(Path file, long last, long growth) throws Exception {
        // The 24 hours up to the end of the present hour: two of their blocks have rows of seconds.
        long hour = Math.floorDiv(last, HOUR) * HOUR;
        Period day = new Period(hour + HOUR - DAY, hour + HOUR, "a busy day");
        print("size", Files.size(file) / 1e6, "MB", "<= 40");
        print("growth in a day", growth / 1e3, "KB", "<= 100");
        double busy = cpuMillis(file, each -> asked(each.apps(day), each.gaps(day)));
        print("netmon, at the end of a busy day", busy, "ms CPU", "<= 20");
        print("netmon stats apps --all", cpuMillis(file, each -> each.apps(ALL)), "ms CPU", "");
        print("netmon stats today", cpuMillis(file, each -> totals(each, day)), "ms CPU", "");
        print("netmon stats all", cpuMillis(file, each -> totals(each, ALL)), "ms CPU", "<= 200");
        long start = System.nanoTime();
        boolean sound = Verifier.verify(file, (done, of) -> {}).isSound();
        print("netmon verify", (System.nanoTime() - start) / 1e9, "s", "<= 3");
        if (!sound) {
            System.out.println("verify found a difference or damage");
            System.exit(1);
        }
    }

    /** The size of the pages that are in use. */
    private static long used(Path file) throws SQLException {
        return (number(file, "PRAGMA page_count") - number(file, "PRAGMA freelist_count"))
                * number(file, "PRAGMA page_size");
    }

    private static long number(Path file, String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                ResultSet row = connection.createStatement().executeQuery(sql)) {
            row.next();
            return row.getLong(1);
        }
    }

    private static Object totals(TrafficReader report, Period period) throws StoreException {
        return asked(report.interfaces(period), report.peaks(period), report.gaps(period));
    }

    private static Object asked(Object... answers) {
        return answers;
    }

    /** The median CPU time of this thread in milliseconds, with opening the file. */
    private static double cpuMillis(Path file, Query query) throws StoreException {
        long[] nanos = new long[RUNS];
        for (int i = 0; i < RUNS; i++) {
            long start = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
            try (TrafficReader report = TrafficReader.open(file)) {
                query.ask(report);
            }
            nanos[i] = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - start;
        }
        Arrays.sort(nanos);
        return nanos[RUNS / 2] / 1e6;
    }

    private static void print(String what, double value, String unit, String bar) {
        System.out.printf(Locale.ROOT, "%-38s %8.2f %-8s %s%n", what, value, unit, bar);
    }
}
