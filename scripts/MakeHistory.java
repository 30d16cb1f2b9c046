import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import netmon.model.App;
import netmon.model.AppTraffic;
import netmon.model.Counters;
import netmon.model.Delta;
import netmon.model.Gap;
import netmon.model.Interface;
import netmon.model.InterfaceTraffic;
import netmon.model.Retention;
import netmon.model.Sample;
import netmon.model.StoreException;
import netmon.model.Traffic;
import netmon.store.Compaction;
import netmon.store.TrafficWriter;

/**
 * Writes a history through the service's own store, with its compaction on the history's clock. Run by
 * scripts/make-history, from source.
 *
 * <p>Every second of a year would be 250 million rows. So the last day is written by the second, and what is older as
 * fine as compaction would have left it, with a day to spare, for compaction to do the rest. Only the ids are denser
 * than the service's, which makes an old row a byte shorter at most.
 */
final class MakeHistory {
    private static final long SEED = 4;

    private static final long DAY = Duration.ofDays(1).toSeconds();
    private static final long MINUTE = Duration.ofMinutes(1).toSeconds();
    private static final long QUARTER = Duration.ofMinutes(15).toSeconds();

    /** Written by the second from this age on: more than the rows of seconds that are kept. */
    private static final long SECONDS_AGE = Retention.DEFAULT.seconds().toSeconds() + DAY;

    /** Written by the minute from this age on. */
    private static final long MINUTES_AGE = Retention.DEFAULT.minutes().toSeconds() + DAY;

    private static final int APPS = 20;

    /** Active in a second; who they are changes after as many seconds as a burst lasts. */
    private static final int ACTIVE = 5;

    private static final long BURST_SECONDS = 10;

    /** Of 20, those that six random fives have on average. */
    private static final int ACTIVE_IN_A_MINUTE = 16;

    /** So many samples are one transaction. */
    private static final int BATCH = 60;

    private static final List<String> NAMES = List.of(
            "Google Chrome", "Slack", "Spotify", "Mail", "Dropbox", "zoom.us", "Code", "ssh", "git", "docker",
            "Backblaze", "Discord", "Steam", "Firefox", "curl", "node", "softwareupdated", "apsd", "rsync", "Music");

    private final Random random = new Random(SEED);
    private final List<Integer> order = new ArrayList<>();
    private final TrafficWriter log;
    private final Compaction compaction;
    private long ethernet = 1L << 40;
    private long wireless;
    private long loopback;

    private MakeHistory(TrafficWriter log) {
        this.log = log;
        this.compaction = log.compaction(Retention.DEFAULT);
        for (int i = 0; i < APPS; i++) {
            order.add(i);
        }
    }

    /** FILE DAYS END: the last one in epoch seconds. */
    public static void main(String[] args) throws StoreException {
        Path file = Path.of(args[0]).toAbsolutePath();
        long end = Long.parseLong(args[2]);
        if (Files.exists(file)) {
            System.err.println("make-history: " + file + " is there already");
            System.exit(1);
        }
        try (TrafficWriter log = TrafficWriter.open(file)) {
            new MakeHistory(log).make(end - Long.parseLong(args[1]) * DAY, end);
        }
    }

    private void make(long begin, long now) throws StoreException {
        List<Sample> batch = new ArrayList<>();
        long told = begin;
        boolean watched = "yes".equals(System.getenv("NETMON_TERMINAL"));
        long step;
        for (long at = begin; at < now; at += step) {
            long age = now - at;
            step = Math.min(age, age <= SECONDS_AGE ? 1 : age <= MINUTES_AGE ? MINUTE : QUARTER);
            batch.add(sample(at + step, step));
            if (batch.size() == BATCH || at + step == now) {
                write(batch);
            }
            if (watched && at - told >= DAY) {
                System.err.print("\r" + (now - at) / DAY + " days to go  ");
                told = at;
            }
        }
        System.err.print(watched ? "\r" : "");
    }

    /** As the service does it: a transaction, then what has become due. */
    private void write(List<Sample> batch) throws StoreException {
        log.append(batch);
        long at = batch.get(batch.size() - 1).at();
        while (compaction.step(at)) {
            Thread.onSpinWait();
        }
        batch.clear();
    }

    private Sample sample(long at, long seconds) {
        Traffic sum = Traffic.NONE;
        List<AppTraffic> apps = new ArrayList<>();
        for (int app : active(at, seconds)) {
            AppTraffic moved = moved(NAMES.get(app), 200_000 / (app + 1), seconds);
            apps.add(moved);
            sum = sum.plus(moved.traffic());
        }
        AppTraffic unowned = moved(App.UNATTRIBUTED, 500, seconds);
        apps.add(new AppTraffic(App.UNATTRIBUTED, unowned.traffic(), Traffic.NONE));
        sum = sum.plus(unowned.traffic());
        Traffic air = new Traffic(sum.received() / 8, sum.sent() / 8);
        Delta delta = new Delta(List.of(
                new InterfaceTraffic("eth0", true, sum.minus(air)),
                new InterfaceTraffic("wlan0", true, air),
                new InterfaceTraffic("lo", false, sum)));
        return new Sample(at, seconds * 1_000_000_000L, delta, apps, counters(delta), gaps(at, seconds));
    }

    /** Who is active: the first few of an order that is shuffled with each burst. */
    private List<Integer> active(long at, long seconds) {
        if (at % BURST_SECONDS == 0 || seconds > 1) {
            Collections.shuffle(order, random);
        }
        return order.subList(0, seconds == 1 ? ACTIVE : seconds <= MINUTE ? ACTIVE_IN_A_MINUTE : APPS);
    }

    /** A part of each row is estimated, as it is where headers are not counted. */
    private AppTraffic moved(String app, int mostASecond, long seconds) {
        long received = 1 + (long) (random.nextDouble() * mostASecond * seconds);
        long sent = 1 + (long) (random.nextDouble() * mostASecond * seconds / 8);
        return new AppTraffic(app, new Traffic(received, sent), new Traffic(received / 10, sent / 10));
    }

    private Counters counters(Delta delta) {
        ethernet += delta.interfaces().get(0).traffic().received();
        wireless += delta.interfaces().get(1).traffic().received();
        loopback += delta.interfaces().get(2).traffic().received();
        return new Counters(
                "boot",
                List.of(
                        new Interface("eth0", "2", true, List.of(), ethernet, ethernet / 8),
                        new Interface("wlan0", "3", true, List.of(), wireless, wireless / 8),
                        new Interface("lo", "1", false, List.of(), loopback, loopback)));
    }

    /** Once a day the machine sleeps for a moment. */
    private static List<Gap> gaps(long at, long seconds) {
        boolean first = Math.floorDiv(at, DAY) != Math.floorDiv(at - seconds, DAY);
        return first ? List.of(new Gap(Gap.Kind.ASLEEP, at - seconds, at, Traffic.NONE, "")) : List.of();
    }
}
