package netmon.setup;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import netmon.model.UnitFile;

/**
 * The places of an installation.
 *
 * @param prefix such as {@code ~/.local}
 * @param unit the file by which launchd or systemd knows the service
 */
record InstallLayout(Path prefix, Path data, Path unit) {
    /** The commands in {@code bin}, each a launcher. */
    static final List<String> COMMANDS = List.of("netmon", "netmon-service");

    /** A file in the image of an installation for all users: contains the path of the database, for the launcher. */
    static final Path SHARED_DATABASE = Path.of("lib/database");

    private static final String LAUNCHER_COMMENT = "# Starts netmon or netmon-service";

    static InstallLayout of(SetupHost host, Path prefix, boolean system) {
        Path root = host.root();
        Path home = host.home();
        return switch (host.os()) {
            case MACOS ->
                system
                        ? new InstallLayout(
                                prefix, root.resolve("Library/Application Support/netmon"), UnitFile.daemon(root))
                        : new InstallLayout(prefix, home.resolve(".netmon"), UnitFile.agent(home));
            case LINUX, OTHER ->
                system
                        ? new InstallLayout(prefix, root.resolve("var/lib/netmon"), UnitFile.systemUnit(root))
                        : new InstallLayout(
                                prefix, home.resolve(".netmon"), UnitFile.userUnit(home, host.environment()));
        };
    }

    /** The folder of the launchers, with the files they need in {@code lib}. */
    Path image() {
        return prefix.resolve("lib/netmon");
    }

    /** The folder where setup makes a new image, before it replaces the current one. */
    Path freshImage() {
        return image().resolveSibling("netmon.new");
    }

    Path formerImage() {
        return image().resolveSibling("netmon.old");
    }

    /** True if the image exists; false for a folder of this name that belongs to another program. */
    boolean hasImage() {
        return isImage(image());
    }

    /** The existing images. All but the first are from interrupted setups and may be incomplete. */
    List<Path> images() {
        return Stream.of(image(), freshImage(), formerImage())
                .filter(InstallLayout::isImage)
                .toList();
    }

    private static boolean isImage(Path folder) {
        return Files.exists(folder.resolve("lib/netmon.jar")) || Files.exists(folder.resolve(CreatedFolders.FILE));
    }

    /**
     * Refuses an installation of the other kind (one user, all users): its service would continue to run from programs
     * that are removed or replaced.
     *
     * @param system true if the caller works on an installation for all users
     * @param command the command line without its options
     */
    void requireKind(boolean system, String command) throws SetupException {
        boolean shared = Files.exists(image().resolve(SHARED_DATABASE));
        if (hasImage() && shared != system) {
            throw new SetupException("netmon in " + prefix + " is for "
                    + (shared
                            ? "all users: sudo " + command + " --system"
                            : "the user who installed it: " + command + ", without --system"));
        }
    }

    /** True if the unit file belongs to another program: it does not name netmon-service. */
    boolean isUnitForeign() throws IOException {
        if (Files.notExists(unit)) {
            return false;
        }
        return !Files.isRegularFile(unit)
                || !Files.readString(unit, StandardCharsets.ISO_8859_1).contains("netmon-service");
    }

    /** The files or folders below {@code PREFIX/share} that an image puts there: man pages and completions. */
    List<Path> shared(Path image, Predicate<Path> kind) throws IOException {
        Path share = image.resolve("share");
        if (!Files.isDirectory(share)) {
            return List.of();
        }
        try (Stream<Path> content = Files.walk(share)) {
            return content.filter(kind)
                    .map(each -> prefix.resolve("share").resolve(share.relativize(each)))
                    .sorted()
                    .toList();
        }
    }

    Path program() {
        return image().resolve("netmon-service");
    }

    Path command(String name) {
        return prefix.resolve("bin").resolve(name);
    }

    /** True if this command is a launcher of netmon, and not another program of the same name. */
    static boolean isOwnCommand(Path command) throws IOException {
        if (!Files.isRegularFile(command)) {
            return false;
        }
        try (var in = Files.newInputStream(command)) {
            return new String(in.readNBytes(200), StandardCharsets.ISO_8859_1).contains(LAUNCHER_COMMENT);
        }
    }

    Path database() {
        return data.resolve("netmon.db");
    }

    Path log() {
        return data.resolve("netmon-service.log");
    }

    /** Receives the standard output and the standard error of the service. */
    Path out() {
        return data.resolve("netmon-service.out");
    }
}
