package netmon.platform;

import java.util.List;
import netmon.model.OperatingSystem;
import netmon.scan.Clock;
import netmon.scan.CounterSource;
import netmon.scan.Machine;
import netmon.scan.ProcessHandles;
import netmon.scan.Processes;
import netmon.scan.ProgramMachine;
import netmon.scan.ScannerChoice;
import netmon.scan.SocketSource;
import netmon.scan.SystemPrograms;
import netmon.scan.counting.InterfaceRule;
import netmon.scan.lsof.Lsof;
import netmon.scan.oshi.OshiConnections;
import netmon.scan.oshi.OshiCounters;
import org.jspecify.annotations.Nullable;

/** Every other system: OSHI and lsof. */
final class OtherPlatform implements Platform {
    @Override
    public Machine machine() {
        return new ProgramMachine(new SystemPrograms(OperatingSystem.OTHER.utf8Locale()), "", "");
    }

    @Override
    public Processes processes() {
        return new ProcessHandles();
    }

    @Override
    public CounterSource counters(Machine machine, Clock clock, InterfaceRule rule) {
        return new OshiCounters(rule);
    }

    @Override
    public List<ScannerChoice> automaticSources() {
        return List.of(ScannerChoice.OSHI, ScannerChoice.LSOF);
    }

    @Override
    public @Nullable SocketSource socketSource(
            ScannerChoice choice, Machine machine, Processes processes, Clock clock) {
        return switch (choice) {
            case OSHI -> new OshiConnections();
            case LSOF -> Lsof.source(machine);
            default -> null;
        };
    }

    @Override
    public String name() {
        return System.getProperty("os.name");
    }
}
