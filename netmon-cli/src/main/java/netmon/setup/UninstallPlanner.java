package netmon.setup;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import netmon.setup.Plan.Step;

/** Plans the removal of netmon. */
public final class UninstallPlanner {
    /** netmon's files in the data folder: the database with its side files and damaged copies, log and settings. */
    private static final Pattern DATA_FILES =
            Pattern.compile("netmon\\.db(\\.corrupt-\\d{8}T\\d{6}Z)?(-wal|-shm|-journal)?"
                    + "|netmon\\.db\\.(lock|heartbeat|socket|push-lock)|netmon-service\\.(out|log|log\\.1)"
                    + "|netmon\\.properties");

    private UninstallPlanner() {}

    /**
     * The steps that remove netmon from a prefix.
     *
     * @param data true if the recorded data are removed too
     * @throws SetupException if the removal is refused or impossible
     */
    public static Plan plan(SetupHost host, Path prefix, boolean system, boolean data) throws SetupException {
        host.requireRights(system, "remove", "netmon uninstall");
        InstallLayout layout = InstallLayout.of(host, prefix, system);
        layout.requireKind(system, "netmon uninstall");
        List<Step> steps = new ArrayList<>();
        try {
            if (!layout.isUnitForeign()) {
                steps.addAll(PushTimer.removal(ServiceManager.of(host, system), layout.unit()));
                steps.addAll(ServiceManager.of(host, system).remove(layout.unit()));
            }
            steps.add(Step.stopService(layout.database()));
            planFiles(layout, steps);
        } catch (IOException e) {
            throw SetupException.of("cannot check " + prefix, e);
        }
        Path folder = layout.data();
        if (data) {
            steps.add(new Step(
                    "remove the recorded data, and netmon's other files, from " + folder,
                    () -> FileOperations.removeMatching(DATA_FILES, folder)));
        }
        return new Plan(steps, List.of("", "netmon is removed" + closing(folder, data)));
    }

    private static String closing(Path folder, boolean data) {
        if (data) {
            return ", together with the recorded data.";
        }
        return Files.isDirectory(folder) ? "; the recorded data are still in " + folder : ".";
    }

    private static void planFiles(InstallLayout layout, List<Step> steps) throws IOException {
        for (String name : InstallLayout.COMMANDS) {
            if (InstallLayout.isOwnCommand(layout.command(name))) {
                steps.add(Step.remove(layout.command(name)));
            }
        }
        List<Path> shared = layout.shared(layout.image(), Files::isRegularFile);
        if (!shared.isEmpty()) {
            Path share = layout.prefix().resolve("share");
            steps.add(new Step(
                    "remove " + shared.size() + " man pages and completions of netmon from " + share,
                    () -> FileOperations.remove(shared)));
        }
        layout.images().forEach(image -> steps.add(Step.removeTree(image)));
        // Read now: the images, which hold the list, are gone when the step runs.
        List<Path> created = CreatedFolders.read(layout);
        if (!created.isEmpty()) {
            steps.add(new Step(
                    "remove the folders that setup created, where they are empty",
                    () -> FileOperations.removeEmpty(created)));
        }
    }

    public static boolean hasAny(SetupHost host, Path prefix) throws SetupException {
        InstallLayout layout = InstallLayout.of(host, prefix, false);
        try {
            boolean any = !layout.images().isEmpty();
            for (String name : InstallLayout.COMMANDS) {
                any |= InstallLayout.isOwnCommand(layout.command(name));
            }
            return any;
        } catch (IOException e) {
            throw SetupException.of("cannot check " + prefix, e);
        }
    }

    /** The folder of the recorded data, for the question whether to keep them. */
    public static Path data(SetupHost host, boolean system) {
        return InstallLayout.of(host, Path.of("/"), system).data();
    }
}
