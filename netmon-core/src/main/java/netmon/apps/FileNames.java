package netmon.apps;

import java.util.Set;
import java.util.regex.Pattern;
import netmon.model.App;
import netmon.model.NameRule;
import netmon.model.ProgramFileName;
import org.jspecify.annotations.Nullable;

/** Names a program outside every bundle: by its file, except where the file's name says nothing. */
final class FileNames {
    /** {@code 2.1.290}, {@code v1.2}, {@code 2025.09.18-bd871ac}. */
    private static final Pattern VERSION = Pattern.compile("[vV]?[0-9]+([.+_-][0-9A-Za-z]+)*");

    private static final Set<String> VERSION_FOLDERS = Set.of("versions", "Versions", "releases");

    private static final Set<String> VERSION_WORDS = Set.of("current", "Current", "latest", "stable");

    /** Folders that are named for their content, not for a program. */
    private static final Set<String> COMMON_FOLDERS =
            Set.of("bin", "sbin", "lib", "lib64", "libexec", "share", "local", "opt", "usr", "var", "home", "tmp");

    /** Snaps that other snaps build upon; a program in one of them does not belong to that snap. */
    private static final Pattern BASE_SNAP = Pattern.compile(
            "core[0-9]*|bare|snapd|gnome-.*|kde-frameworks-.*|kf[0-9]+-.*|qt[0-9]+-.*|qt-(common|framework).*|mesa-.*"
                    + "|wine-platform(-.*)?|gtk-common-themes|gtk2-common-themes|ffmpeg-.*|gpu-[0-9]+.*"
                    + "|(gaming-)?graphics-core[0-9]+");

    /** A mounted AppImage: {@code /tmp/.mount_}, the image's first six letters, six arbitrary ones. */
    private static final Pattern APPIMAGE = Pattern.compile("\\.mount_(.+).{6}");

    /** The real program behind a starter of the same name: {@code .firefox-wrapped}. */
    private static final Pattern WRAPPED = Pattern.compile("\\.(.+?)(-wrapped_*|-real)");

    private FileNames() {}

    /**
     * The name of a program.
     *
     * @param parts the path's names, at least one and none of them blank; a single one may be a command
     */
    static App of(String[] parts) {
        String file = parts[parts.length - 1];
        if (isSafaris(parts)) {
            return new App("Safari", NameRule.WEBKIT);
        }
        if (isGit(parts)) {
            return new App("git", NameRule.GIT);
        }
        if (folder(parts, 1).equals("methods") && folder(parts, 2).equals("apt")) {
            return new App("apt", NameRule.HELPER); // https, and others that fetch packages for it
        }
        App other = ofSystemExtension(parts);
        other = other != null ? other : ofSnap(parts);
        other = other != null ? other : ofWrapper(parts);
        other = other != null ? other : ofVersion(parts);
        if (other != null && !other.name().isBlank()) {
            return other;
        }
        if (ProgramFileName.isNameless(file) && isOwnFolder(folder(parts, 1))) {
            return new App(folder(parts, 1), NameRule.FILE_NAME);
        }
        String command = ProgramFileName.beforeUpdate(parts.length == 1 ? withoutMarks(file) : file);
        return new App(command.isBlank() ? file : command, NameRule.FILE_NAME);
    }

    private static boolean isOwnFolder(String folder) {
        return !folder.isEmpty() && !COMMON_FOLDERS.contains(folder);
    }

    /** The system's WebKit works for every application that shows pages, but mostly for Safari. */
    private static boolean isSafaris(String[] parts) {
        for (String part : parts) {
            boolean framework = part.endsWith(".framework");
            if (framework && (part.equals("WebKit.framework") || part.startsWith("Safari"))) {
                return true;
            }
        }
        String file = parts[parts.length - 1];
        return file.startsWith("com.apple.WebKit") || file.startsWith("com.apple.Safari.");
    }

    private static boolean isGit(String[] parts) {
        String file = parts[parts.length - 1];
        return file.startsWith("git-remote-") || (folder(parts, 1).equals("git-core") && file.startsWith("git"));
    }

    /** {@code /Library/SystemExtensions/UUID/BUNDLE-ID.systemextension/Contents/MacOS/...}. */
    private static @Nullable App ofSystemExtension(String[] parts) {
        for (int i = 0; i < parts.length; i++) {
            String id = Bundles.stem(parts[i], ".systemextension");
            if (id != null) {
                return new App(BundleIds.name(id), NameRule.SYSTEM_EXTENSION);
            }
        }
        return null;
    }

    /** {@code /snap/NAME/REVISION/...}. */
    private static @Nullable App ofSnap(String[] parts) {
        boolean snap = parts.length > 3 && parts[0].equals("snap");
        return snap && !BASE_SNAP.matcher(parts[1]).matches() ? new App(parts[1], NameRule.SNAP) : null;
    }

    private static @Nullable App ofWrapper(String[] parts) {
        String file = parts[parts.length - 1];
        var wrapped = WRAPPED.matcher(ProgramFileName.beforeUpdate(file));
        if (wrapped.matches()) {
            return new App(wrapped.group(1), NameRule.WRAPPER);
        }
        var image = APPIMAGE.matcher(folder(parts, 1));
        boolean isStarter = file.equals("AppRun") || file.equals("AppRun.wrapped");
        return isStarter && image.matches() ? new App(image.group(1), NameRule.APPIMAGE) : null;
    }

    /** {@code claude/versions/2.1.290} is claude. */
    private static @Nullable App ofVersion(String[] parts) {
        String file = parts[parts.length - 1];
        boolean version = VERSION.matcher(file).matches();
        String folder = folder(parts, 1);
        if (VERSION_FOLDERS.contains(folder)) {
            folder = version || VERSION_WORDS.contains(file) ? folder(parts, 2) : "";
        } else if (!version || file.indexOf('.') < 0) {
            return null;
        }
        String name = folder.startsWith(".") ? folder.substring(1) : folder;
        return COMMON_FOLDERS.contains(name) ? null : new App(name, NameRule.VERSION_FOLDER);
    }

    /** {@code -zsh} is a login shell; {@code (bash)} is a process with arguments that the tool could not read. */
    private static String withoutMarks(String command) {
        if (command.startsWith("-")) {
            return command.substring(1);
        }
        boolean inParentheses = command.length() > 1 && command.startsWith("(") && command.endsWith(")");
        return inParentheses ? command.substring(1, command.length() - 1) : command;
    }

    private static String folder(String[] parts, int above) {
        int at = parts.length - 1 - above;
        return at < 0 ? "" : parts[at];
    }
}
