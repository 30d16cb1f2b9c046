package netmon.setup;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import netmon.model.UnitFile;

/**
 * Where everything is put.
 *
 * @param prefix such as {@code ~/.local}
 * @param data the folder of the database
 * @param unit the file that tells launchd or systemd of the service
 */
record InstallLayout(Path prefix, Path data, Path unit) {
    /** In the image of an installation for all users: names their database. The launcher reads it. */
    static final Path SHARED_DATABASE = Path.of("lib/database");

    static InstallLayout of(SetupHost host, Path prefix, boolean system) {
        Path root = host.root();
        Path home = host.home();
        return switch (host.os()) {
            case MACOS ->
                system
                        ? new InstallLayout(
                                prefix, root.resolve("Library/Application Support/netmon"), UnitFile.daemon(root))
                        : new InstallLayout(prefix, home.resolve(".netmon"), UnitFile.agent(home));
            case LINUX ->
                system
                        ? new InstallLayout(prefix, root.resolve("var/lib/netmon"), UnitFile.systemUnit(root))
                        : new InstallLayout(
                                prefix, home.resolve(".netmon"), UnitFile.userUnit(home, host.environment()));
        };
    }

    /** The launchers, and in {@code lib} what they need. */
    Path image() {
        return prefix.resolve("lib/netmon");
    }

    /** Where a new image is made, before it takes its place. */
    Path freshImage() {
        return image().resolveSibling("netmon.new");
    }

    /** Where the former image is, until the new one has taken its place. */
    Path formerImage() {
        return image().resolveSibling("netmon.old");
    }

    /** Whether netmon is there, and not another folder of that name. */
    boolean hasImage() {
        return isImage(image());
    }

    /** The images that are there, of which interrupted setups have left all but the first, whole or not. */
    List<Path> images() {
        return Stream.of(image(), freshImage(), formerImage())
                .filter(InstallLayout::isImage)
                .toList();
    }

    private static boolean isImage(Path folder) {
        return Files.exists(folder.resolve("lib/netmon.jar")) || Files.exists(folder.resolve(CreatedFolders.FILE));
    }

    /**
     * Refuses to take an installation of the other kind for one's own: its service would go on, of programs that are
     * gone or another's.
     *
     * @param system whether this is about an installation for all users
     * @param command the command line that was given, but for its options
     */
    void requireKind(boolean system, String command) throws SetupException {
        boolean forAll = Files.exists(image().resolve(SHARED_DATABASE));
        if (hasImage() && forAll != system) {
            throw new SetupException("netmon in " + prefix + " is for "
                    + (forAll
                            ? "all users: sudo " + command + " --system"
                            : "the user who installed it: " + command + ", without --system"));
        }
    }

    /**
     * Whether the file that tells of the service is another program's of this name. Whoever wrote netmon's, it names
     * netmon's program.
     */
    boolean isUnitForeign() throws IOException {
        if (Files.notExists(unit)) {
            return false;
        }
        return !Files.isRegularFile(unit)
                || !Files.readString(unit, StandardCharsets.ISO_8859_1).contains("netmon-service");
    }

    Path program() {
        return image().resolve("netmon-service");
    }

    Path command(String name) {
        return prefix.resolve("bin").resolve(name);
    }

    Path database() {
        return data.resolve("netmon.db");
    }

    Path log() {
        return data.resolve("netmon-service.log");
    }

    /** What the service says before it has its log, and after. */
    Path out() {
        return data.resolve("netmon-service.out");
    }
}
