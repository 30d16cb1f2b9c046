package netmon.service.run;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A service whose rows wait for an hour, and one of whose duties takes all memory of the heap after some ticks. */
final class ExhaustedHeap {
    private static final int TICKS = 20;

    private final List<String> before = new ArrayList<>();
    private int ticks;

    private ExhaustedHeap() {}

    /**
     * Prints the applications in the database before and after the failure.
     *
     * @param args the database
     */
    public static void main(String[] args) throws Exception {
        try (Bench bench = Bench.start(Path.of(args[0]), Duration.ofHours(1))) {
            new ExhaustedHeap().run(bench);
        }
    }

    private void run(Bench bench) throws Exception {
        bench.moves("curl", 1000, 10);
        PeriodicDuty hoarding = new PeriodicDuty("hoarding", PeriodicDuty.EACH_TICK, now -> {
            bench.clock.pass(1000);
            if (++ticks == TICKS) {
                before.addAll(bench.rows.apps());
                ticks += hoard();
            }
        });
        try {
            bench.service(List.of(hoarding)).run();
        } catch (OutOfMemoryError e) {
            System.out.println(e.getMessage() + ": " + before + " " + bench.rows.apps());
        }
    }

    /** The number of megabytes that fit into the heap; but the one that does not fit ends it. */
    private static int hoard() {
        List<byte[]> all = new ArrayList<>();
        while (all.size() < Integer.MAX_VALUE) {
            all.add(new byte[1 << 20]);
        }
        return all.size();
    }
}
