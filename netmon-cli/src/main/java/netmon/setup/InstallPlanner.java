package netmon.setup;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import netmon.model.OperatingSystem;
import netmon.setup.Plan.Step;
import org.jspecify.annotations.Nullable;

/** Plans a new installation or an update: both take the same steps, and the recorded data stay. */
public final class InstallPlanner {
    /** The database files that members of the group must read; the empty suffix is the database itself. */
    private static final List<String> SHARED_SUFFIXES = List.of("", ".heartbeat");

    /** Folders that macOS protects from programs without the user's permission (TCC). */
    private static final List<String> PROTECTED_FOLDERS = List.of("Documents", "Desktop", "Downloads");

    private final SetupHost host;
    private final InstallLayout layout;
    private final ServiceManager manager;
    private final Path source;
    private final @Nullable String group;
    private final List<Step> steps = new ArrayList<>();

    private InstallPlanner(
            SetupHost host, InstallLayout layout, ServiceManager manager, Path source, @Nullable String group) {
        this.host = host;
        this.layout = layout;
        this.manager = manager;
        this.source = source;
        this.group = group;
    }

    /**
     * The steps that install netmon below a prefix.
     *
     * @param source the folder that contains the launchers to install; no part of its path is a link
     * @param group may read the database of a service for all users; null for a service of this user alone
     * @throws SetupException if the installation is refused or impossible
     */
    public static Plan plan(SetupHost host, Path source, Path prefix, @Nullable String group) throws SetupException {
        boolean system = group != null;
        host.requireRights(system, "install", "netmon setup");
        InstallLayout layout = InstallLayout.of(host, prefix, system);
        try {
            return new InstallPlanner(host, layout, ServiceManager.of(host, system), source, group).plan();
        } catch (IOException e) {
            throw SetupException.of("cannot check " + prefix, e);
        }
    }

    private Plan plan() throws IOException, SetupException {
        requireNothingForeign();
        requireUnprotected();
        layout.requireKind(group != null, "netmon setup");
        requireSeparateFolders();
        if (group != null) {
            RootOwnership.require(layout.image(), host.root());
            RootOwnership.requireOwner(layout.data());
            FileOperations.group(group);
        }
        boolean copies = !source.equals(FileOperations.real(layout.image()));
        if (copies) {
            planCopy();
        }
        steps.addAll(manager.stop());
        steps.add(Step.stopService(layout.database()));
        if (copies) {
            planReplacement();
        }
        planData();
        planService();
        return new Plan(steps, closing());
    }

    private void planCopy() throws IOException {
        Path fresh = layout.freshImage();
        if (Files.exists(fresh, LinkOption.NOFOLLOW_LINKS)) {
            steps.add(Step.removeTree(fresh));
        }
        // First of all, so that a later setup or removal knows the folders that an interrupted setup has made.
        steps.add(Step.write(fresh.resolve(CreatedFolders.FILE), CreatedFolders.planned(layout, source)));
        add("copy " + source + " to " + fresh, () -> FileOperations.copyTree(source, fresh));
        if (group != null) {
            if (!Files.isExecutable(source.resolve("lib/runtime/bin/java"))) {
                // Root must not run a Java that another user can change.
                steps.add(host.programs().step(List.of(fresh + "/lib/make-runtime")));
            }
            steps.add(Step.write(fresh.resolve(InstallLayout.SHARED_DATABASE), layout.database() + "\n"));
        }
    }

    private void planReplacement() {
        Path image = layout.image();
        add(
                "move " + layout.freshImage() + " to " + image,
                () -> FileOperations.replace(layout.freshImage(), image, layout.formerImage()));
        // Without class archives netmon works too, only slower.
        steps.add(host.programs()
                .optionalStep("make netmon start faster, in about 20 s", List.of(image + "/lib/make-archives")));
        for (String name : InstallLayout.COMMANDS) {
            Path program = image.resolve(name);
            Path command = layout.command(name);
            add("copy " + program + " to " + command, () -> FileOperations.copyProgram(program, command));
        }
        if (Files.isDirectory(source.resolve("share"))) { // man pages and completions
            Path share = layout.prefix().resolve("share");
            add(
                    "copy the content of " + image.resolve("share") + " into " + share,
                    () -> FileOperations.copyTree(image.resolve("share"), share));
        }
    }

    private void planData() {
        Path data = layout.data();
        if (group == null) {
            add("create the folder " + data + " (rwx------)", () -> FileOperations.makeFolder(data, "rwx------"));
            return;
        }
        String reader = group;
        add("let the group " + reader + " read " + data, () -> FileOperations.shareFolder(data, reader));
        for (String suffix : SHARED_SUFFIXES) {
            Path file = data.resolve("netmon.db" + suffix);
            add("let the group " + reader + " read " + file, () -> FileOperations.shareFile(file, reader));
        }
        add(
                "check that only root can write " + layout.image() + ", its content, and the folders above it",
                () -> RootOwnership.require(layout.image(), host.root()));
    }

    private void planService() {
        String unit = manager.unit(layout);
        if (unit != null) {
            steps.add(Step.write(layout.unit(), unit));
            steps.addAll(manager.start(layout.unit()));
            Path database = layout.database();
            add("wait until rows arrive in " + database, () -> InstalledService.awaitRows(database));
        }
    }

    private void add(String text, Step.Action action) {
        steps.add(new Step(text, action));
    }

    private List<String> closing() {
        List<String> lines = new ArrayList<>();
        lines.add("");
        if (manager.kind() == ServiceManager.ManagerKind.NONE) {
            lines.add("netmon is installed, but no " + (host.os() == OperatingSystem.MACOS ? "launchd" : "systemd")
                    + " runs here that could start its service. Start it yourself:");
            lines.add("  " + quoted(layout.program()) + " --db " + quoted(layout.database()) + " --log "
                    + quoted(layout.log()) + " &");
        } else {
            lines.add("netmon is installed. Its service runs now and starts again "
                    + (group != null ? "at each boot." : "at each login."));
        }
        lines.add(isOnPath() ? "Type next: netmon" : "Type next: " + quoted(layout.command("netmon")));
        if (!isOnPath()) {
            lines.add("(" + layout.command("netmon").getParent() + " is not on your PATH.)");
        }
        if (group != null) {
            lines.add("Members of the group " + group + " can read " + layout.database() + ".");
        }
        return lines;
    }

    /** The path as one word of the shell. */
    private static String quoted(Path path) {
        return "'" + path.toString().replace("'", "'\\''") + "'";
    }

    private boolean isOnPath() {
        String folder = String.valueOf(layout.command("netmon").getParent());
        return List.of(host.environment().getOrDefault("PATH", "").split(":", -1))
                .contains(folder);
    }

    /** Setup never replaces files of another program. */
    private void requireNothingForeign() throws IOException, SetupException {
        Path image = layout.image();
        if (Files.exists(image) && !layout.hasImage()) {
            throw new SetupException(image + " exists and does not belong to netmon");
        }
        if (layout.isUnitForeign()) {
            throw new SetupException(layout.unit() + " exists and belongs to another program; move it away");
        }
        for (String name : InstallLayout.COMMANDS) {
            Path command = layout.command(name);
            if (Files.exists(command, LinkOption.NOFOLLOW_LINKS) && !InstallLayout.isOwnCommand(command)) {
                throw new SetupException(command + " exists and is another program; move it away, or choose another"
                        + " place with --prefix");
            }
        }
    }

    /** launchd's programs may not read these folders: macOS refuses it without asking the user. */
    private void requireUnprotected() throws IOException, SetupException {
        Path real = FileOperations.real(layout.prefix());
        for (String name : PROTECTED_FOLDERS) {
            Path folder = FileOperations.real(host.home()).resolve(name);
            if (host.os() == OperatingSystem.MACOS && real.startsWith(folder)) {
                throw new SetupException("macOS lets no background service run programs in " + folder
                        + "; choose another place with --prefix, or leave it out: netmon setup then copies netmon to "
                        + host.home().resolve(".local"));
            }
        }
    }

    /** A copy into its own source would never end, and the removal of an enclosing image would remove the source. */
    private void requireSeparateFolders() throws IOException, SetupException {
        Path image = FileOperations.real(layout.image());
        if (!image.equals(source) && (image.startsWith(source) || source.startsWith(image))) {
            throw new SetupException("netmon cannot be copied from " + source + " to " + image
                    + ", because one is inside the other; choose another place with --prefix");
        }
    }
}
