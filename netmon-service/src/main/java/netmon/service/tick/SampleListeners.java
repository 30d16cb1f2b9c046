package netmon.service.tick;

import netmon.attribution.Claim;
import netmon.model.Sample;
import netmon.service.log.FailureLog;

import java.util.ArrayList;
import java.util.List;

/** Passes each sample to all listeners. A failure of one is logged under its name and costs the others nothing. */
public final class SampleListeners implements SampleListener {
    private record NamedListener(FailureLog failures, SampleListener listener) {}

    private final List<NamedListener> listeners = new ArrayList<>();

    /** Adds a listener, with its name in the log. */
    public SampleListeners add(String name, SampleListener listener) {
        listeners.add(new NamedListener(new FailureLog(name), listener));
        return this;
    }

    @Override
    public void take(Sample sample, List<Claim> claims) {
        for (NamedListener each : listeners) {
            each.failures.attempt(() -> each.listener.take(sample, claims));
        }
    }

    @Override
    public void tickEnded() {
        for (NamedListener each : listeners) {
            each.failures.attempt(each.listener::tickEnded);
        }
    }
}
