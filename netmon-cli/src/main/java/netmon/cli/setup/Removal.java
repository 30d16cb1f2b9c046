package netmon.cli.setup;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Plans how netmon is taken out again. */
public final class Removal {
    private Removal() {}

    /**
     * Plans.
     *
     * @param data whether what was measured is removed, too
     */
    public static Plan plan(Host host, Path prefix, boolean system, boolean data) throws SetupException {
        if (system && !host.uid().equals("0")) {
            throw new SetupException("only root can remove what all users have: sudo netmon uninstall --system");
        }
        Places places = Places.of(host, prefix, system);
        List<Step> steps = new ArrayList<>(Manager.of(host, system).remove(places.unit()));
        steps.add(new Step.StopService(places.database()));
        try {
            planFiles(places, steps);
        } catch (IOException e) {
            throw new SetupException("cannot look at " + prefix + ": " + e, e);
        }
        String closing = "netmon is removed; what it measured is still in " + places.data();
        if (data) {
            steps.add(new FileStep.RemoveData(places.data()));
            closing = "netmon is removed, with what it measured.";
        }
        return new Plan(steps, List.of("", closing));
    }

    private static void planFiles(Places places, List<Step> steps) throws IOException {
        for (String name : Installation.COMMANDS) {
            if (Installation.isOwn(places.command(name))) {
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
        // Not any folder of that name: only the one that setup made.
        if (Files.exists(places.image().resolve("lib/netmon.jar"))) {
            List<Path> made = MadeFolders.read(places);
            steps.add(new FileStep.RemoveTree(places.image()));
            if (!made.isEmpty()) {
                steps.add(new FileStep.RemoveEmpty(places.prefix(), made));
            }
        }
    }

    /** Where the data are, for the question whether they shall stay. */
    public static Path data(Host host, boolean system) {
        return Places.of(host, Path.of("/"), system).data();
    }
}
