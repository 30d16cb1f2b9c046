package netmon.service.fakes;

import netmon.model.Address;
import netmon.model.Counters;
import netmon.model.Interface;
import netmon.model.Traffic;
import netmon.scan.CounterSource;
import netmon.scan.ScanException;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Interfaces with the bytes that a test sets. {@code eth0} has the machine's address. */
public final class FakeInterfaces implements CounterSource {
    public static final Address OWN = Address.parse("10.0.0.2");

    private final Map<String, Traffic> counters = new LinkedHashMap<>();
    private final Set<String> notCounted = new TreeSet<>(List.of("lo"));
    private String boot = "boot 1";
    private boolean frozen;
    private @Nullable Exception failure;

    public FakeInterfaces() {
        counters.put("lo", new Traffic(500, 500));
        counters.put("eth0", new Traffic(1_000_000, 70_000));
    }

    public void moves(String name, long received, long sent) {
        counters.merge(name, new Traffic(received, sent), Traffic::plus);
    }

    /** Resets the counters of one interface. */
    public void reset(String name, long received, long sent) {
        counters.put(name, new Traffic(received, sent));
    }

    /** Freezes eth0's receive counter, which jumps by the bytes of {@link #moves} when it thaws. */
    public void freeze(boolean still) {
        frozen = still;
    }

    public void count(String name, boolean counted) {
        if (counted) {
            notCounted.remove(name);
        } else {
            notCounted.add(name);
        }
    }

    /** Sets the interface's counters to zero, as a reloaded driver does. */
    public void reset(String name) {
        counters.put(name, Traffic.NONE);
        stillAt = 0;
    }

    /** Reboots the machine: every counter starts at zero. */
    public void reboot() {
        boot = boot + "+";
        counters.replaceAll((name, before) -> Traffic.NONE);
    }

    /** Makes all reads fail with this exception, or succeed again with null. */
    public void fail(@Nullable Exception exception) {
        failure = exception;
    }

    @Override
    public String name() {
        return "fake";
    }

    @Override
    public Counters read() throws ScanException {
        Failing.by(failure);
        List<Interface> all = new ArrayList<>();
        int link = 1;
        for (Map.Entry<String, Traffic> each : counters.entrySet()) {
            String name = each.getKey();
            List<Address> addresses = name.equals("eth0") ? List.of(OWN) : List.of();
            all.add(new Interface(
                    name,
                    Integer.toString(link++),
                    !notCounted.contains(name),
                    addresses,
                    received(name, each.getValue()),
                    each.getValue().sent()));
        }
        return new Counters(boot, all);
    }

    private long stillAt;

    private long received(String name, Traffic counter) {
        if (!name.equals("eth0")) {
            return counter.received();
        }
        stillAt = frozen ? stillAt : counter.received();
        return stillAt;
    }
}
