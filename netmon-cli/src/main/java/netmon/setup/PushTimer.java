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
import org.jspecify.annotations.Nullable;

/**
 * Plans the timer that runs {@code netmon push}: of systemd or launchd.
 *
 * @param settings the settings file to write
 * @param text its new content
 * @param program the launcher {@code netmon}
 * @param owner of the settings, and as whom a timer for all users runs; empty for the timer of one user
 * @param every the time between two runs; null if no destination is left, so that the timer goes
 */
public record PushTimer(
        Path settings,
        String text,
        Path program,
        Path database,
        String owner,
        @Nullable Duration every) {
    private static final String SERVICE = "netmon-push.service";
    private static final String TIMER = "netmon-push.timer";
    private static final String LABEL = "com.netmon.push";
    private static final String PLIST = LABEL + ".plist";

    /** The steps that write the settings, and start the timer or remove it. */
    public Plan plan(SetupHost host) throws SetupException {
        ServiceManager manager = ServiceManager.of(host, isSystem());
        Path unit = InstallLayout.of(host, Path.of("/"), isSystem()).unit();
        List<Step> steps = new ArrayList<>();
        steps.add(new Step("write the destinations into " + settings, this::writeSettings));
        steps.addAll(every == null ? removal(manager, unit) : timer(manager, unit, every));
        return new Plan(steps, every == null ? List.of() : closing(manager.kind(), every));
    }

    private boolean isSystem() {
        return !owner.isEmpty();
    }

    private List<Step> timer(ServiceManager manager, Path unit, Duration interval) {
        List<Step> steps = new ArrayList<>();
        switch (manager.kind()) {
            case SYSTEMD -> {
                steps.add(write(unit.resolveSibling(SERVICE), manager, interval));
                steps.add(write(unit.resolveSibling(TIMER), manager, interval));
                steps.addAll(manager.startTimer(TIMER));
            }
            case LAUNCHD -> {
                steps.add(write(unit.resolveSibling(PLIST), manager, interval));
                steps.addAll(manager.startAgent(LABEL, unit.resolveSibling(PLIST)));
            }
            case NONE -> {}
        }
        return steps;
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

    private List<String> closing(ManagerKind kind, Duration interval) {
        return kind == ManagerKind.NONE
                ? List.of(
                        "",
                        "No systemd or launchd runs here. Run this every " + interval.toMinutes() + " min, for"
                                + " instance by cron: '" + program + "' push --db '" + database + "'")
                : List.of(
                        "",
                        "The timer runs 'netmon push' every " + interval.toMinutes() + " min;"
                                + " 'netmon push status' shows how it goes.");
    }

    private Step write(Path file, ServiceManager manager, Duration interval) {
        return new Step("write " + file, () -> {
            Map<String, String> values = Map.of(
                    "PROGRAM", program.toString(),
                    "DATABASE", database.toString(),
                    "SECONDS", Long.toString(interval.toSeconds()),
                    "DELAY", Long.toString(interval.toSeconds() / 5),
                    "SYSTEM", isSystem() ? "" : "#", // lines that only a service of the whole system may have
                    "USER", owner);
            FileOperations.write(file, manager.filled(file.getFileName().toString(), values));
        });
    }

    /** The settings are the owner's alone, as the rest of netmon's files. */
    private void writeSettings() throws IOException {
        Path folder = settings.toAbsolutePath().resolveSibling("");
        if (!Files.isDirectory(folder)) {
            FileOperations.makeFolder(folder, "rwx------");
            giveToOwner(folder);
        }
        Path file = Files.exists(settings) ? settings.toRealPath() : settings;
        PrivateFiles.replace(file, text, "rw-------");
        giveToOwner(file);
    }

    private void giveToOwner(Path file) throws IOException {
        if (isSystem()) {
            Files.setOwner(
                    file, file.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName(owner));
        }
    }
}
