package netmon.setup;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import netmon.model.UnitFile;
import org.jspecify.annotations.Nullable;

/**
 * Who starts the service at each login, or with the machine.
 *
 * @param kind NONE where nobody does, as in a container
 * @param tool launchctl or systemctl
 * @param domain launchd's, such as {@code gui/501}; empty for systemd
 * @param system whether it runs for all users
 */
record ServiceManager(ManagerKind kind, String tool, String domain, boolean system) {
    enum ManagerKind {
        LAUNCHD,
        SYSTEMD,
        NONE
    }

    /** Asks the machine. */
    static ServiceManager of(SetupHost host, boolean system) throws SetupException {
        return switch (host.os()) {
            case MACOS -> launchd(host, system);
            case LINUX -> systemd(host, system);
        };
    }

    private static ServiceManager launchd(SetupHost host, boolean system) throws SetupException {
        Path tool = host.tool("launchctl");
        if (tool == null) {
            return new ServiceManager(ManagerKind.NONE, "launchctl", "", system);
        }
        String domain = "system";
        if (!system) {
            // Over SSH there may be no session with a desktop, and so no domain of its own.
            domain = "gui/" + host.uid();
            if (!ProgramRunner.run(host.environment(), tool.toString(), "print", domain)
                    .isOk()) {
                domain = "user/" + host.uid();
            }
        }
        return new ServiceManager(ManagerKind.LAUNCHD, tool.toString(), domain, system);
    }

    private static ServiceManager systemd(SetupHost host, boolean system) throws SetupException {
        Path tool = host.tool("systemctl");
        if (tool != null) {
            ServiceManager manager = new ServiceManager(ManagerKind.SYSTEMD, tool.toString(), "", system);
            if (ProgramRunner.run(host.environment(), manager.systemctl("show-environment"))
                    .isOk()) {
                return manager;
            }
        }
        return new ServiceManager(ManagerKind.NONE, "systemctl", "", system);
    }

    /** Ends a former service, and forgets nothing else of it. */
    List<Step> stop() {
        return switch (kind) {
            case LAUNCHD -> List.of(Step.Run.tolerant(List.of(tool, "bootout", domain + "/" + UnitFile.LABEL)));
            case SYSTEMD -> List.of(Step.Run.tolerant(systemctl("stop", UnitFile.UNIT)));
            case NONE -> List.of();
        };
    }

    /** Starts the service now and from now on. The file {@code unit} is written. */
    List<Step> start(Path unit) {
        return switch (kind) {
            case LAUNCHD ->
                List.of(
                        // The former service may take a moment to leave its domain.
                        Step.Run.patient(List.of(tool, "bootstrap", domain, unit.toString())),
                        Step.Run.once(List.of(tool, "kickstart", domain + "/" + UnitFile.LABEL)));
            case SYSTEMD ->
                List.of(
                        Step.Run.once(systemctl("daemon-reload")),
                        Step.Run.once(systemctl("enable", UnitFile.UNIT)),
                        Step.Run.once(systemctl("restart", UnitFile.UNIT)));
            case NONE -> List.of();
        };
    }

    /** Takes the service and its file out. */
    List<Step> remove(Path unit) {
        List<Step> steps = new ArrayList<>();
        if (kind == ManagerKind.SYSTEMD) {
            steps.add(Step.Run.tolerant(systemctl("disable", "--now", UnitFile.UNIT)));
        } else {
            steps.addAll(stop());
        }
        steps.add(new FileStep.Remove(unit));
        Path link = unit.resolveSibling(target() + ".wants").resolve(UnitFile.UNIT);
        if (kind == ManagerKind.NONE && Files.isSymbolicLink(link)) {
            steps.add(new FileStep.Remove(link)); // who would forget it does not run now, but may have
        }
        if (kind == ManagerKind.SYSTEMD) {
            steps.add(Step.Run.tolerant(systemctl("daemon-reload")));
        }
        return steps;
    }

    /** The file that tells it of the service; null where nobody reads one. */
    @Nullable
    String unit(InstallLayout places) {
        Map<String, String> values = Map.of(
                "PROGRAM", places.program().toString(),
                "DATABASE", places.database().toString(),
                "LOG", places.log().toString(),
                "OUT", places.out().toString(),
                "SESSION", system ? "System" : domain.startsWith("user/") ? "Background" : "Aqua",
                "TARGET", target());
        return switch (kind) {
            case LAUNCHD -> UnitTemplate.PLIST.filled(values);
            case SYSTEMD -> UnitTemplate.UNIT.filled(values);
            case NONE -> null;
        };
    }

    /** What systemd starts it with. */
    private String target() {
        return system ? "multi-user.target" : "default.target";
    }

    private List<String> systemctl(String... words) {
        Stream<String> program = system ? Stream.of(tool) : Stream.of(tool, "--user");
        return Stream.concat(program, Stream.of(words)).toList();
    }
}
