package netmon.setup;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import netmon.setup.Plan.Step;
import netmon.setup.ServiceManager.ManagerKind;
import netmon.store.files.PrivateFiles;

/**
 * Plans the timer that runs {@code netmon push}: of systemd or launchd.
 *
 * @param settings the settings file to write
 * @param text its new content
 * @param program the launcher {@code netmon}
 * @param every the time between two runs
 */
public record PushTimer(Path settings, String text, Path program, Path database, Duration every) {
    private static final String SERVICE = "netmon-push.service";
    private static final String TIMER = "netmon-push.timer";
    private static final String LABEL = "com.netmon.push";
    private static final String PLIST = LABEL + ".plist";

    /**
     * The steps that write the settings and the timer, and start it.
     *
     * @param system true for a timer of all users, which runs as the owner of the database
     */
    public Plan plan(SetupHost host, boolean system) throws SetupException {
        host.requireRights(system, "configure", "netmon push setup URL");
        ServiceManager manager = ServiceManager.of(host, system);
        Path unit = InstallLayout.of(host, Path.of("/"), system).unit();
        List<Step> steps = new ArrayList<>();
        steps.add(new Step("write the destination into " + settings, this::writeSettings));
        switch (manager.kind()) {
            case SYSTEMD -> {
                steps.add(write(unit.resolveSibling(SERVICE), manager, system));
                steps.add(write(unit.resolveSibling(TIMER), manager, system));
                steps.addAll(manager.startTimer(TIMER));
            }
            case LAUNCHD -> {
                steps.add(write(unit.resolveSibling(PLIST), manager, system));
                steps.addAll(manager.startAgent(LABEL, unit.resolveSibling(PLIST)));
            }
            case NONE -> {}
        }
        return new Plan(steps, closing(manager.kind()));
    }

    /** The steps that stop and remove the timer; none if there is no timer. */
    static List<Step> removal(ServiceManager manager, Path unit) {
        List<Step> steps = new ArrayList<>();
        for (String name : List.of(PLIST, TIMER, SERVICE)) {
            Path file = unit.resolveSibling(name);
            if (Files.isRegularFile(file)) {
                steps.addAll(manager.stopTimer(name.equals(PLIST) ? LABEL : name));
                steps.add(Step.remove(file));
            }
        }
        return steps;
    }

    private List<String> closing(ManagerKind kind) {
        return kind == ManagerKind.NONE
                ? List.of(
                        "",
                        "No systemd or launchd runs here. Run this every " + every.toMinutes() + " min, for"
                                + " instance by cron: '" + program + "' push --db '" + database + "'")
                : List.of(
                        "",
                        "The timer runs 'netmon push' every " + every.toMinutes() + " min;"
                                + " 'netmon push status' shows how it goes.");
    }

    private Step write(Path file, ServiceManager manager, boolean system) {
        return new Step("write " + file, () -> {
            Map<String, String> values = Map.of(
                    "PROGRAM", program.toString(),
                    "DATABASE", database.toString(),
                    "SECONDS", Long.toString(every.toSeconds()),
                    "DELAY", Long.toString(every.toSeconds() / 5),
                    "SYSTEM", system ? "" : "#", // lines that only a service of the whole system may have
                    "USER", system ? owner() : "");
            FileOperations.write(file, manager.filled(file.getFileName().toString(), values));
        });
    }

    private String owner() throws IOException {
        return Files.exists(database) ? Files.getOwner(database).getName() : "root";
    }

    /** The settings are the owner's alone, as the rest of netmon's files. */
    private void writeSettings() throws IOException {
        FileOperations.makeFolder(settings.getParent(), "rwx------");
        Path file = Files.exists(settings) ? settings.toRealPath() : settings;
        PrivateFiles.replace(file, text, "rw-------");
    }
}
