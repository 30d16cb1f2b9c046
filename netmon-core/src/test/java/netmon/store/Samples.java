package netmon.store;

import java.util.ArrayList;
import java.util.List;
import netmon.model.Address;
import netmon.model.AppTraffic;
import netmon.model.Counters;
import netmon.model.Delta;
import netmon.model.Gap;
import netmon.model.Interface;
import netmon.model.InterfaceTraffic;
import netmon.model.NetworkScope;
import netmon.model.Protocol;
import netmon.model.Sample;
import netmon.model.Substitute;
import netmon.model.Traffic;
import netmon.model.TrafficPart;
import netmon.model.TrafficPart.PartOrigin;

/** Builds samples for tests, a part at a time. */
public final class Samples {
    static final long SECOND = 1_000_000_000L;

    private final long at;
    private long nanos = SECOND;
    private final List<InterfaceTraffic> interfaces = new ArrayList<>();
    private final List<AppTraffic> apps = new ArrayList<>();
    private final List<Gap> gaps = new ArrayList<>();
    private final List<Substitute> substitutes = new ArrayList<>();
    private final List<TrafficPart> parts = new ArrayList<>();
    private Counters counters = new Counters("boot-1", List.of());

    private Samples(long at) {
        this.at = at;
    }

    public static Samples at(long at) {
        return new Samples(at);
    }

    Samples nanos(long value) {
        nanos = value;
        return this;
    }

    public Samples app(String name, long in, long out) {
        return app(name, in, out, 0, 0);
    }

    public Samples app(String name, long in, long out, long estimatedIn, long estimatedOut) {
        apps.add(new AppTraffic(name, new Traffic(in, out), new Traffic(estimatedIn, estimatedOut)));
        return this;
    }

    public Samples counted(String name, long in, long out) {
        interfaces.add(new InterfaceTraffic(name, true, new Traffic(in, out)));
        return this;
    }

    public Samples uncounted(String name, long in, long out) {
        interfaces.add(new InterfaceTraffic(name, false, new Traffic(in, out)));
        return this;
    }

    Samples gap(Gap.Kind kind, long from, long to, long in, long out, String detail) {
        gaps.add(new Gap(kind, from, to, new Traffic(in, out), detail));
        return this;
    }

    Samples instead(String name, String link, long received) {
        substitutes.add(new Substitute(name, link, received));
        return this;
    }

    /** Adds a part of an application's bytes: TCP to port 443 of an address. */
    Samples part(String app, String process, String destination, long in, long out) {
        NetworkScope network = NetworkScope.of(Address.parse(destination));
        String name = destination.equals("*") ? "" : destination;
        parts.add(new TrafficPart(
                new PartOrigin(app, process, "me", name, 443, Protocol.TCP, network), new Traffic(in, out)));
        return this;
    }

    public Samples counters(String boot, Interface... values) {
        counters = new Counters(boot, List.of(values));
        return this;
    }

    public Sample sample() {
        return new Sample(at, nanos, new Delta(interfaces), apps, counters, gaps, substitutes, parts);
    }

    public static Interface reading(String name, String link, long received, long sent) {
        return new Interface(name, link, false, List.of(), received, sent);
    }
}
