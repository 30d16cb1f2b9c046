package netmon.service.doctor;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.List;
import netmon.service.ServiceCommand;
import netmon.service.fakes.Namespaces;
import netmon.service.run.Daemonized;
import netmon.service.settings.SettingsOptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Doctor beside real services, for root on Linux. */
class DoctorTest {
    @TempDir
    private Path home;

    @Test
    void aServiceInAnotherNetworkNamespaceMeasuresOtherBytesAndIsNoSecondOne() throws Exception {
        try (Namespaces wire = Namespaces.make();
                Daemonized elsewhere = start(wire.near(), "elsewhere.db");
                Daemonized here = start(List.of(), "here.db")) {
            List<Long> found = new Doctor(
                            SettingsOptions.defaults(home.resolve("mine.db")), ServiceCommand::commandLine)
                    .examine().running().stream().map(RunningService::pid).toList();

            assertEquals(
                    List.of(here.pid()),
                    found.stream()
                            .filter(each -> each == here.pid() || each == elsewhere.pid())
                            .toList());
        }
    }

    private Daemonized start(List<String> prefix, String name) throws Exception {
        return Daemonized.start(prefix, home, "--db", home.resolve(name).toString())
                .measuring();
    }
}
