package netmon.apps;

import java.util.Set;
import java.util.regex.Pattern;
import netmon.model.ProgramFileName;

/**
 * Names a script by its file. A name that half of all programs give their first file says nothing, so it takes along
 * the name of the folder: {@code index.js (shop)}.
 */
final class ScriptNames {
    private static final Pattern GENERIC = Pattern.compile(
            "(index|main|app|application|server|client|run|start|service|worker|bot|cli|program"
                    + "|launcher|bundle|entry|entrypoint"
                    + "|__main__|__init__|manage|wsgi|asgi|setup|init)"
                    + "\\.(m?[jt]s|c[jt]s|[jt]sx|pyc?|pyz|jar|war|rb|pl|php|sh|bash|lua|dll|exe|asar)"
                    + "|artisan|console",
            Pattern.CASE_INSENSITIVE);

    /** Folders that are named for their place in a project, not for the project. */
    private static final Set<String> PARTS_OF_PROJECTS = Set.of(
            "src",
            "dist",
            "build",
            "out",
            "target",
            "bin",
            "lib",
            "libexec",
            "app",
            "server",
            "service",
            "backend",
            "public",
            "scripts",
            "resources",
            "current",
            "latest",
            "release",
            "releases",
            "versions",
            "publish",
            "main",
            "python",
            "libs");

    private static final Set<String> NO_PROJECTS =
            Set.of("usr", "opt", "srv", "home", "var", "tmp", "root", "www", "local", "share", "mnt", "data");

    private static final Pattern VERSION = Pattern.compile("[vV]?[0-9]+([.+_-][0-9A-Za-z]+)*");

    private static final String ARCHIVE = "app.asar";

    private ScriptNames() {}

    /**
     * The script's name.
     *
     * @param parts the names of its path, at least one
     */
    static String of(String[] parts) {
        String file = ProgramFileName.beforeUpdate(parts[parts.length - 1]);
        String folder = GENERIC.matcher(file).matches() ? project(parts) : "";
        if (folder.isEmpty()) {
            return file;
        }
        return file.equals(ARCHIVE) ? folder : file + " (" + folder + ")";
    }

    /** The nearest folder that names a project; else the nearest one at all. */
    private static String project(String[] parts) {
        for (int i = parts.length - 2; i >= 0; i--) {
            if (NO_PROJECTS.contains(parts[i])) {
                break;
            }
            if (isProject(parts[i])) {
                return parts[i];
            }
        }
        String nearest = parts.length > 1 ? parts[parts.length - 2] : "";
        return nearest.equals(".") || nearest.equals("..") ? "" : nearest;
    }

    private static boolean isProject(String folder) {
        return !PARTS_OF_PROJECTS.contains(folder)
                && !VERSION.matcher(folder).matches()
                && !folder.equals(".")
                && !folder.equals("..");
    }
}
