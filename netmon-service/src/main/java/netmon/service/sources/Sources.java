package netmon.service.sources;

import netmon.model.OperatingSystem;
import netmon.platform.Platform;
import netmon.scan.Clock;
import netmon.scan.CounterSource;
import netmon.scan.Machine;
import netmon.scan.NetworkSource;
import netmon.scan.Processes;
import netmon.scan.ScanException;
import netmon.scan.SocketScanner;
import netmon.scan.SourceProof;
import netmon.scan.counting.InterfaceRule;
import netmon.service.settings.Settings;
import org.jspecify.annotations.Nullable;

/**
 * The sources of the service: the machine is reached through these interfaces only.
 *
 * @param sockets null if applications are not tracked
 */
public record Sources(
        Clock clock,
        CounterSource counters,
        @Nullable SocketScanner sockets,
        Processes processes,
        NetworkSource networks) {

    /**
     * The readers of a live or recorded machine that the settings select.
     *
     * @param proof the proof that each source of sockets must pass before netmon uses it
     */
    public static Sources of(
            OperatingSystem system,
            Machine machine,
            Processes processes,
            Clock clock,
            Settings settings,
            SourceProof proof)
            throws ScanException {
        Platform.MachineSources read = machineSources(system, machine, processes, clock, settings);
        SocketScanner sockets = settings.trackApps() ? new SocketScanner(read.sockets(), clock, proof) : null;
        return new Sources(
                clock, read.counters(), sockets, processes, Platform.of(system).networks(machine));
    }

    /** All readers that the settings allow, new and not used yet. */
    public static Platform.MachineSources machineSources(
            OperatingSystem system, Machine machine, Processes processes, Clock clock, Settings settings)
            throws ScanException {
        InterfaceRule rule = new InterfaceRule(settings.interfaces(), settings.excludedInterfaces());
        Platform.MachineSources found =
                Platform.of(system).sources(machine, processes, clock, rule, settings.scanner());
        found.sockets().forEach(source -> source.nameContainers(settings.containers()));
        return found;
    }
}
