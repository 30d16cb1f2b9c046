package netmon.setup;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Plans how netmon is installed, or brought up to date: both are the same steps, and what was measured stays. */
public final class InstallPlanner {
    /** The names under which the launcher is on the PATH. */
    static final List<String> COMMANDS = List.of("netmon", "netmon-service");

    /** What group members must read to ask a database that is not theirs. */
    private static final List<String> SHARED = List.of("", ".lock", ".heartbeat");

    /** Every launcher says so in its beginning. */
    private static final String OWN_WORDS = "# Starts netmon or netmon-service";

    private final SetupHost host;
    private final InstallLayout places;
    private final ServiceManager manager;
    private final Path source;
    private final @Nullable String group;
    private final List<Step> steps = new ArrayList<>();

    private InstallPlanner(
            SetupHost host, InstallLayout places, ServiceManager manager, Path source, @Nullable String group) {
        this.host = host;
        this.places = places;
        this.manager = manager;
        this.source = source;
        this.group = group;
    }

    /**
     * Plans.
     *
     * @param source the folder of the launchers that are installed, without links on the way to it
     * @param group who may read the database of a service for all users; null for a service of this user alone
     * @throws SetupException if it must not be done, or cannot
     */
    public static Plan plan(SetupHost host, Path source, Path prefix, @Nullable String group) throws SetupException {
        boolean system = group != null;
        if (system && !host.uid().equals("0")) {
            throw new SetupException("only root can install netmon for all users: sudo netmon setup --system");
        }
        if (!system && host.isSudo()) {
            throw new SetupException("run this as yourself, without sudo: it installs for one user");
        }
        InstallLayout places = InstallLayout.of(host, prefix, system);
        try {
            return new InstallPlanner(host, places, ServiceManager.of(host, system), source, group).plan();
        } catch (IOException e) {
            throw SetupException.of("cannot look at " + prefix, e);
        }
    }

    private Plan plan() throws IOException, SetupException {
        requireOwnPlace();
        places.requireKind(group != null, "netmon setup");
        requirePlaceOutside();
        if (group != null) {
            RootOwnership.require(places.image(), host.root());
            RootOwnership.requireOwner(places.data());
            FileOperations.group(group);
        }
        boolean copies = !source.equals(FileOperations.real(places.image()));
        if (copies) {
            planCopy();
        }
        steps.addAll(manager.stop());
        steps.add(new Step.StopService(places.database()));
        if (copies) {
            steps.add(new FileStep.Replace(places.freshImage(), places.image(), places.formerImage()));
            // Without them everything works, only slower.
            steps.add(Step.Run.tolerant(
                    List.of(places.image().resolve("lib/make-archives").toString())));
            for (String name : COMMANDS) {
                steps.add(new FileStep.CopyProgram(places.image().resolve(name), places.command(name)));
            }
            // Man pages and completions, as far as the image has them.
            if (Files.isDirectory(source.resolve("share"))) {
                steps.add(new FileStep.MergeFolder(
                        places.image().resolve("share"), places.prefix().resolve("share")));
            }
        }
        planData();
        planService();
        return new Plan(steps, closing());
    }

    private void planCopy() throws IOException {
        Path fresh = places.freshImage();
        if (Files.exists(fresh, LinkOption.NOFOLLOW_LINKS)) {
            steps.add(new FileStep.RemoveTree(fresh));
        }
        // First of all, so that what an interrupted setup has made is known to the next one, and to a removal.
        steps.add(new FileStep.Write(fresh.resolve(CreatedFolders.FILE), CreatedFolders.planned(places, source)));
        steps.add(new FileStep.CopyTree(source, fresh));
        if (group != null) {
            if (!Files.isExecutable(source.resolve("lib/runtime/bin/java"))) {
                // A Java that somebody else may change must not be run by root.
                steps.add(
                        Step.Run.once(List.of(fresh.resolve("lib/make-runtime").toString())));
            }
            steps.add(new FileStep.Write(fresh.resolve(InstallLayout.SHARED_DATABASE), places.database() + "\n"));
        }
    }

    private void planData() {
        if (group == null) {
            steps.add(new FileStep.MakeFolder(places.data(), "rwx------"));
            return;
        }
        steps.add(new FileStep.Share(places.data(), group, true));
        for (String suffix : SHARED) {
            steps.add(new FileStep.Share(places.data().resolve("netmon.db" + suffix), group, false));
        }
        steps.add(new Step.RequireRootOnly(places.image(), host.root()));
    }

    private void planService() {
        String unit = manager.unit(places);
        if (unit != null) {
            steps.add(new FileStep.Write(places.unit(), unit));
            steps.addAll(manager.start(places.unit()));
            steps.add(new Step.AwaitRows(places.database()));
        }
    }

    private List<String> closing() {
        List<String> words = new ArrayList<>();
        words.add("");
        if (manager.kind() == ServiceManager.ManagerKind.NONE) {
            words.add("netmon is installed, but no " + (host.os() == SetupPlatform.MACOS ? "launchd" : "systemd")
                    + " runs here that could start its service. By hand:");
            words.add("  " + quoted(places.program()) + " --db " + quoted(places.database()) + " --log "
                    + quoted(places.log()) + " &");
        } else {
            words.add("netmon is installed, and its service runs now and "
                    + (group != null ? "whenever the machine does." : "at each login."));
        }
        words.add(isOnPath() ? "Type next: netmon" : "Type next: " + quoted(places.command("netmon")));
        if (!isOnPath()) {
            words.add("(" + places.command("netmon").getParent() + " is not on your PATH.)");
        }
        if (group != null) {
            words.add("Who is in the group " + group + " can read " + places.database() + ".");
        }
        return words;
    }

    /** As a shell reads it. */
    private static String quoted(Path path) {
        return "'" + path.toString().replace("'", "'\\''") + "'";
    }

    private boolean isOnPath() {
        String folder = String.valueOf(places.command("netmon").getParent());
        return List.of(host.environment().getOrDefault("PATH", "").split(":", -1))
                .contains(folder);
    }

    /** What is not netmon's is never replaced. */
    private void requireOwnPlace() throws IOException, SetupException {
        Path image = places.image();
        if (Files.exists(image) && !places.hasImage()) {
            throw new SetupException(image + " is there, and is not netmon's");
        }
        if (places.isUnitForeign()) {
            throw new SetupException(places.unit() + " is there, and is another program's; move it away");
        }
        for (String name : COMMANDS) {
            Path command = places.command(name);
            if (Files.exists(command, LinkOption.NOFOLLOW_LINKS) && !isOwn(command)) {
                throw new SetupException(command + " is there, and is another program; move it away, or take another"
                        + " place with --prefix");
            }
        }
    }

    /** A copy within what is copied would never end; and one that is around it would be removed with it. */
    private void requirePlaceOutside() throws IOException, SetupException {
        Path image = FileOperations.real(places.image());
        if (!image.equals(source) && (image.startsWith(source) || source.startsWith(image))) {
            throw new SetupException("netmon cannot be copied from " + source + " to " + image
                    + ", since one is within the other; take another place with --prefix");
        }
    }

    static boolean isOwn(Path command) throws IOException {
        if (!Files.isRegularFile(command)) {
            return false;
        }
        try (var in = Files.newInputStream(command)) {
            String beginning = new String(in.readNBytes(200), StandardCharsets.ISO_8859_1);
            return beginning.contains(OWN_WORDS);
        }
    }
}
