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
import netmon.model.NetworkScope;
import netmon.model.Protocol;
import netmon.model.Retention;
import netmon.model.Sample;
import netmon.model.StoreException;
import netmon.model.Traffic;
import netmon.model.TrafficPart;
import netmon.model.TrafficPart.PartOrigin;
import netmon.store.Compaction;
import netmon.store.TrafficWriter;

/**
 * Writes a history through the service's own store, and compacts it with the history's clock. scripts/make-history runs
 * it from source.
 *
 * <p>Every second of a year would be 250 million rows. So only the last day is written by the second. Older rows get
 * the resolution that compaction would have left, but each resolution covers one more day, so that compaction still has
 * work. Only the ids are denser than the service's, which makes an old row at most a byte shorter.
 */
final class MakeHistory {
    private static final long SEED = 4;

    private static final long DAY = Duration.ofDays(1).toSeconds();
    private static final long MINUTE = Duration.ofMinutes(1).toSeconds();
    private static final long QUARTER = Duration.ofMinutes(15).toSeconds();

    /** Younger rows are written by the second: a day more than compaction keeps. */
    private static final long SECONDS_AGE = Retention.DEFAULT.seconds().toSeconds() + DAY;

    /** Younger rows are written by the minute. */
    private static final long MINUTES_AGE = Retention.DEFAULT.minutes().toSeconds() + DAY;

    private static final int APPS = 20;

    /** The number of active applications in a second; after a burst others are active. */
    private static final int ACTIVE = 5;

    /** Of each application in a day: 20 applications have 200 destinations. */
    private static final int DESTINATIONS = 10;

    private static final long BURST_SECONDS = 10;

    /** The average number of applications in six random selections of 5 from 20. */
    private static final int ACTIVE_IN_A_MINUTE = 16;

    /** The number of samples in a transaction. */
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
    private double rhythm;

    private MakeHistory(TrafficWriter log) {
        this.log = log;
        this.compaction = log.compaction(Retention.DEFAULT);
        for (int i = 0; i < APPS; i++) {
            order.add(i);
        }
    }

    /** Arguments: FILE DAYS END [detail], with END in epoch seconds. */
    public static void main(String[] args) throws StoreException {
        Path file = Path.of(args[0]).toAbsolutePath();
        long end = Long.parseLong(args[2]);
        if (Files.exists(file)) {
            System.err.println("make-history: " + file + " is there already");
            System.exit(1);
        }
        try (TrafficWriter log = TrafficWriter.open(file)) {
            if (args.length > 3) {
                log.storeDetail();
            }
            new MakeHistory(log).make(end - Long.parseLong(args[1]) * DAY, end);
        }
    }

    private void make(long begin, long now) throws StoreException {
        List<Sample> batch = new ArrayList<>();
        long printed = begin;
        boolean watched = "yes".equals(System.getenv("NETMON_TERMINAL"));
        long step;
        for (long at = begin; at < now; at += step) {
            long age = now - at;
            step = Math.min(age, age <= SECONDS_AGE ? 1 : age <= MINUTES_AGE ? MINUTE : QUARTER);
            batch.add(sample(at + step, step));
            if (batch.size() == BATCH || at + step == now) {
                write(batch);
            }
            if (watched && at - printed >= DAY) {
                System.err.print("\r" + (now - at) / DAY + " days to go  ");
                printed = at;
            }
        }
        System.err.print(watched ? "\r" : "");
    }

    /** Works like the service: a transaction, then the compaction that is due. */
    private void write(List<Sample> batch) throws StoreException {
        log.append(batch);
        long at = batch.get(batch.size() - 1).at();
        while (compaction.step(at)) {
            Thread.onSpinWait();
        }
        batch.clear();
    }

    private Sample sample(long at, long seconds) {
        rhythm = rhythm(at);
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
        Sample sample = new Sample(at, seconds * 1_000_000_000L, delta, apps, counters(delta), gaps(at, seconds));
        return sample.with(parts(apps, at, seconds));
    }

    /**
     * The destinations of a sample: each application has ten of a day, of which one in a second is in use; half of them
     * are those of the day before.
     */
    private List<TrafficPart> parts(List<AppTraffic> apps, long at, long seconds) {
        List<TrafficPart> parts = new ArrayList<>();
        for (AppTraffic each : apps) {
            int uses = seconds == 1 ? 1 : DESTINATIONS / 2;
            Traffic left = each.traffic();
            for (int i = 0; i < uses; i++) {
                Traffic part = i + 1 == uses ? left : new Traffic(left.received() / 2, left.sent() / 2);
                int host = (int) (at / DAY % 1000 * DESTINATIONS / 2) + random.nextInt(DESTINATIONS);
                int net = Math.floorMod(each.app().hashCode(), 200);
                String address = "20." + net + "." + host / 250 + "." + host % 250;
                PartOrigin origin =
                        new PartOrigin(each.app(), each.app(), "me", address, 443, Protocol.TCP, NetworkScope.INTERNET);
                parts.add(new TrafficPart(origin, part));
                left = left.minus(part);
            }
        }
        return parts;
    }

    /** The active applications: the first few of an order that each burst shuffles. */
    private List<Integer> active(long at, long seconds) {
        if (at % BURST_SECONDS == 0 || seconds > 1) {
            Collections.shuffle(order, random);
        }
        return order.subList(0, seconds == 1 ? ACTIVE : seconds <= MINUTE ? ACTIVE_IN_A_MINUTE : APPS);
    }

    /** Little at night, most in the evening, and more in the daytime of a weekend. */
    private static double rhythm(long at) {
        long hour = at % DAY / Duration.ofHours(1).toSeconds();
        boolean isWeekend = Math.floorMod(at / DAY + 3, 7) >= 5; // 1970 began on a Thursday
        return hour < 7 ? 0.05 : hour >= 19 ? 1 : isWeekend ? 0.7 : 0.35;
    }

    /** A part of each row is estimated, as with a source that does not count headers. */
    private AppTraffic moved(String app, int mostASecond, long seconds) {
        long received = 1 + (long) (random.nextDouble() * mostASecond * seconds * rhythm);
        long sent = 1 + (long) (random.nextDouble() * mostASecond * seconds * rhythm / 8);
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

    /** Once a day the machine sleeps for one step. */
    private static List<Gap> gaps(long at, long seconds) {
        boolean first = Math.floorDiv(at, DAY) != Math.floorDiv(at - seconds, DAY);
        return first ? List.of(new Gap(Gap.Kind.ASLEEP, at - seconds, at, Traffic.NONE, "")) : List.of();
    }
}
