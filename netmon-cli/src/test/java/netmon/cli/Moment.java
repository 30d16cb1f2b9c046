package netmon.cli;

import java.util.ArrayList;
import java.util.List;
import netmon.model.AppTraffic;
import netmon.model.Counters;
import netmon.model.Delta;
import netmon.model.Gap;
import netmon.model.InterfaceTraffic;
import netmon.model.Sample;
import netmon.model.Traffic;

/** Builds a sample for the writer of the store: one second of a history. */
public final class Moment {
    private static final long SECOND_NANOS = 1_000_000_000;

    private final long at;
    private final List<AppTraffic> apps = new ArrayList<>();
    private final List<InterfaceTraffic> others = new ArrayList<>();
    private final List<Gap> gaps = new ArrayList<>();

    private Moment(long at) {
        this.at = at;
    }

    /**
     * A second without rows.
     *
     * @param at epoch seconds
     */
    public static Moment at(long at) {
        return new Moment(at);
    }

    /** Adds an application with measured bytes. */
    public Moment app(String name, long received, long sent) {
        return app(name, received, sent, 0);
    }

    /**
     * Adds an application.
     *
     * @param estimated the estimated part of the received bytes
     */
    public Moment app(String name, long received, long sent, long estimated) {
        apps.add(new AppTraffic(name, new Traffic(received, sent), new Traffic(estimated, 0)));
        return this;
    }

    /** Adds an interface that does not count. */
    public Moment beside(String name, long received, long sent) {
        others.add(new InterfaceTraffic(name, false, new Traffic(received, sent)));
        return this;
    }

    Moment gap(Gap.Kind kind, long from, long to, long received) {
        return gap(kind, from, to, received, "");
    }

    Moment gap(Gap.Kind kind, long from, long to, long received, String detail) {
        gaps.add(new Gap(kind, from, to, new Traffic(received, 0), detail));
        return this;
    }

    /** The bytes of all applications go through en0. */
    public Sample sample() {
        Traffic sum = apps.stream().map(AppTraffic::traffic).reduce(Traffic.NONE, Traffic::plus);
        List<InterfaceTraffic> interfaces = new ArrayList<>(others);
        interfaces.add(new InterfaceTraffic("en0", true, sum));
        return new Sample(at, SECOND_NANOS, new Delta(interfaces), apps, new Counters("boot", List.of()), gaps);
    }
}
