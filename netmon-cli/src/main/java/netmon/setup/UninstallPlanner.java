package netmon.setup;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Plans how netmon is taken out again. */
public final class UninstallPlanner {
    private UninstallPlanner() {}

    /**
     * Plans.
     *
     * @param data whether what was measured is removed, too
     * @throws SetupException if it must not be done, or cannot
     */
    public static Plan plan(SetupHost host, Path prefix, boolean system, boolean data) throws SetupException {
        if (system && !host.uid().equals("0")) {
            throw new SetupException("only root can remove what all users have: sudo netmon uninstall --system");
        }
        if (!system && host.isSudo()) {
            throw new SetupException("run this as yourself, without sudo: it removes what one user has");
        }
        InstallLayout places = InstallLayout.of(host, prefix, system);
        places.requireKind(system, "netmon uninstall");
        List<Step> steps = new ArrayList<>();
        try {
            if (!places.isUnitForeign()) {
                steps.addAll(ServiceManager.of(host, system).remove(places.unit()));
            }
            steps.add(new Step.StopService(places.database()));
            planFiles(places, steps);
        } catch (IOException e) {
            throw SetupException.of("cannot look at " + prefix, e);
        }
        boolean stays = !data && Files.isDirectory(places.data());
        String closing =
                stays ? "; what it measured is still in " + places.data() : data ? ", with what it measured." : ".";
        if (data) {
            steps.add(new FileStep.RemoveData(places.data()));
        }
        return new Plan(steps, List.of("", "netmon is removed" + closing));
    }

    private static void planFiles(InstallLayout places, List<Step> steps) throws IOException {
        for (String name : InstallPlanner.COMMANDS) {
            if (InstallPlanner.isOwn(places.command(name))) {
                steps.add(new FileStep.Remove(places.command(name)));
            }
        }
        Path share = places.image().resolve("share");
        if (Files.isDirectory(share)) {
            try (Stream<Path> files = Files.walk(share)) {
                files.filter(Files::isRegularFile)
                        .map(each -> places.prefix().resolve("share").resolve(share.relativize(each)))
                        .sorted()
                        .forEach(each -> steps.add(new FileStep.Remove(each)));
            }
        }
        // Not any folder of that name: only those that setup made.
        for (Path image : places.images()) {
            steps.add(new FileStep.RemoveTree(image));
        }
        List<Path> made = CreatedFolders.read(places);
        if (!made.isEmpty()) {
            steps.add(new FileStep.RemoveEmpty(made));
        }
    }

    /** Whether any of netmon is in this place. */
    public static boolean hasAny(SetupHost host, Path prefix) throws SetupException {
        InstallLayout places = InstallLayout.of(host, prefix, false);
        try {
            boolean any = !places.images().isEmpty();
            for (String name : InstallPlanner.COMMANDS) {
                any |= InstallPlanner.isOwn(places.command(name));
            }
            return any;
        } catch (IOException e) {
            throw SetupException.of("cannot look at " + prefix, e);
        }
    }

    /** Where the data are, for the question whether they shall stay. */
    public static Path data(SetupHost host, boolean system) {
        return InstallLayout.of(host, Path.of("/"), system).data();
    }
}
