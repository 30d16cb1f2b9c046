package netmon.service.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import netmon.model.ContainerChoice;
import netmon.model.OperatingSystem;
import netmon.model.Retention;
import netmon.model.StoreException;
import netmon.scan.ScanException;
import netmon.scan.ScannerChoice;
import netmon.scan.SourceProof;
import netmon.service.load.LoadMeter;
import netmon.service.settings.Settings;
import netmon.service.sources.Sources;
import netmon.service.tick.SampleListeners;
import netmon.service.tick.SampleQueue;
import netmon.service.tick.Tick;
import netmon.store.Compaction;
import netmon.store.TrafficWriter;

/** The real tick with a real database on a {@link CrowdedLinux}; the caller advances the seconds. */
public final class CrowdedService implements AutoCloseable {
    private final CrowdedLinux machine;
    private final Path folder;
    private final TrafficWriter log;
    private final Compaction compaction;
    private final SampleQueue queue;
    private final Tick tick;

    private CrowdedService(CrowdedLinux machine, Path folder) throws StoreException, ScanException {
        Path file = folder.resolve("netmon.db");
        Settings settings = new Settings(
                file,
                Duration.ofSeconds(1),
                Duration.ofSeconds(1),
                ScannerChoice.SOCKDIAG,
                ContainerChoice.BY_NAME,
                Set.of(),
                Set.of(),
                true,
                Retention.DEFAULT);
        this.machine = machine;
        this.folder = folder;
        this.log = TrafficWriter.open(file);
        this.compaction = log.compaction(Retention.DEFAULT);
        Sources sources = Sources.of(OperatingSystem.LINUX, machine, machine, machine, settings, SourceProof.NONE);
        this.queue = new SampleQueue(log, machine, settings.mayWait());
        this.tick = new Tick(
                sources,
                new SampleListeners().add("database", queue),
                LoadMeter.unbounded(settings.interval().toNanos()),
                settings.interval(),
                log.lastReading());
    }

    /** Starts it in a new folder and lets it take its baseline. */
    public static CrowdedService start(CrowdedLinux machine) throws IOException, StoreException, ScanException {
        CrowdedService service = new CrowdedService(machine, Files.createTempDirectory("netmon-crowd-"));
        service.second();
        return service;
    }

    /** Advances the clock by a second, then ticks. */
    public void second() {
        machine.second();
        tick.run();
    }

    /** Makes one step of the compaction, as the service does between its ticks. */
    void compact() throws StoreException {
        compaction.step(machine.wallMillis() / 1000);
    }

    @Override
    public void close() throws StoreException, IOException {
        tick.finish();
        queue.finish();
        log.close();
        List<Path> files;
        try (Stream<Path> all = Files.list(folder)) {
            files = all.toList();
        }
        for (Path each : files) {
            Files.delete(each);
        }
        Files.delete(folder);
    }
}
