package netmon.apps;

import java.text.Normalizer;
import java.util.Arrays;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import netmon.model.App;
import netmon.model.NameRule;
import netmon.model.OwnerProcess;
import netmon.model.ProgramFileName;
import org.jspecify.annotations.Nullable;

/**
 * Names the application that a process belongs to, from its path alone: a pure function, the same on every system.
 * Helpers belong to their outermost bundle, a script replaces its interpreter, and everything else has the name of its
 * file.
 *
 * <p>Names are in Unicode's NFC form and of limited length. They come from outside and are not made harmless here: code
 * that prints one must use {@link netmon.model.PlainText}.
 */
public final class AppNames {
    /** The number of these rules: raise it when programs get other names, so that {@link #presentName} is asked. */
    public static final int RULES = 2;

    /** Code points. A longer name is cut; file systems allow no file name above 255 bytes or UTF-16 units. */
    static final int LONGEST_NAME = 255;

    /** Linux appends this to the path of an executable that was removed or replaced while it runs. */
    private static final String DELETED = " (deleted)";

    /** An executable in memory: {@code /memfd:runc_cloned:/proc/self/exe}. */
    private static final Pattern IN_MEMORY = Pattern.compile("/memfd:([^:/]*?)(?:_cloned)?(?:[:/].*)?");

    /** Names of rows that are no applications: a program of such a name would be mistaken for one. */
    private static final Set<String> RESERVED = Set.of(App.UNATTRIBUTED, "Total", "Other applications");

    /**
     * Programs that run another one under their own executable: shells of Windows programs, emulators, the dynamic
     * loader and collections of small tools. The process's own name tells which.
     */
    private static final Pattern LAUNCHER =
            Pattern.compile("wine(64)?(-preloader)?|busybox(\\.static)?|toybox|rosetta(linux)?|libRosettaRuntime"
                    + "|qemu-[a-z0-9_]+(-static)?|box(64|86)|FEXInterpreter"
                    + "|ld(-linux)?[a-z0-9_-]*\\.so(\\.[0-9]+)?|ld-[0-9.]+\\.so"
                    + "|exe");

    private AppNames() {}

    /**
     * The application of this process, by its script, its path or its command. A command is taken as the tool printed
     * it, even if the tool cut it short. {@link App#UNATTRIBUTED} if none of them is known.
     */
    public static App of(OwnerProcess process) {
        App named = find(process);
        if (named == null) {
            return new App(App.UNATTRIBUTED, NameRule.NO_NAME);
        }
        String name = presentable(named.name());
        boolean reserved = RESERVED.contains(name);
        return new App(reserved ? name + " (application)" : name, named.namedBy());
    }

    /** The application of an executable with this path. */
    public static App ofPath(String path) {
        return of(new OwnerProcess(0, 0, path, null, null));
    }

    /**
     * The name that an application has today whose name was stored under earlier rules, as far as the name itself
     * shows it: without the marks of updates and wrappers.
     */
    public static String presentName(String stored) {
        if (stored.indexOf('/') >= 0 || RESERVED.contains(stored)) {
            return stored;
        }
        String shown = stored.startsWith("memfd:") ? "/" + stored : "/bin/" + stored;
        App app = find(new OwnerProcess(0, 0, shown, null, null));
        if (app == null || app.name().isBlank() || !stored.contains(app.name())) {
            return stored;
        }
        return presentable(app.name());
    }

    private static @Nullable App find(OwnerProcess process) {
        App program = byPath(process.path());
        if (program == null || isLauncher(program) || isNameless(process.path())) {
            App command = byCommand(process.command());
            program = command == null || isLauncher(command) ? program : command;
        }
        App script = byScript(process.script());
        if (script != null && (program == null || isInterpreter(program))) {
            return new App(script.name(), NameRule.INTERPRETER);
        }
        return program;
    }

    private static boolean isNameless(@Nullable String path) {
        return path != null
                && ProgramFileName.isNameless(ProgramFileName.beforeUpdate(path.substring(path.lastIndexOf('/') + 1)));
    }

    private static boolean isLauncher(App program) {
        return program.namedBy() != NameRule.BUNDLE
                && LAUNCHER.matcher(program.name()).matches();
    }

    /** A program that runs a script is its interpreter, unless an application brings one of its own. */
    private static boolean isInterpreter(App program) {
        return switch (program.namedBy()) {
            // The bundle of macOS's Python contains only the interpreter.
            case BUNDLE -> program.name().equals("Python");
            case IOS, SNAP -> false;
            case WEBKIT,
                    GIT,
                    HELPER,
                    SYSTEM_EXTENSION,
                    APPIMAGE,
                    WRAPPER,
                    VERSION_FOLDER,
                    INTERPRETER,
                    FILE_NAME,
                    COMMAND,
                    NO_NAME -> true;
        };
    }

    private static @Nullable App byPath(@Nullable String path) {
        if (path == null) {
            return null;
        }
        boolean deleted = path.startsWith("/") && path.endsWith(DELETED);
        String real = deleted ? path.substring(0, path.length() - DELETED.length()) : path;
        Matcher memory = IN_MEMORY.matcher(real);
        if (memory.matches()) {
            return memory.group(1).isBlank() ? null : new App(memory.group(1), NameRule.FILE_NAME);
        }
        String[] parts = parts(real);
        if (parts.length == 0) {
            return null;
        }
        App bundle = Bundles.of(parts);
        return bundle != null ? bundle : FileNames.of(parts);
    }

    /** Windows programs have paths such as {@code C:\\Games\\game.exe}. */
    private static @Nullable App byScript(@Nullable String script) {
        if (script == null) {
            return null;
        }
        boolean ofWindows = script.indexOf('/') < 0 && script.indexOf('\\') > 0;
        App named = byPath(ofWindows ? script.replace('\\', '/') : script);
        if (named == null || named.namedBy() != NameRule.FILE_NAME) {
            return named;
        }
        return new App(ScriptNames.of(parts(ofWindows ? script.replace('\\', '/') : script)), NameRule.FILE_NAME);
    }

    private static String[] parts(String path) {
        return Arrays.stream(path.split("/")).filter(part -> !part.isBlank()).toArray(String[]::new);
    }

    /** A command may contain slashes ({@code kworker/0:1}) without being a path. */
    private static @Nullable App byCommand(@Nullable String command) {
        if (command == null || command.isBlank()) {
            return null;
        }
        if (command.startsWith("/")) {
            return byPath(command);
        }
        App named = FileNames.of(new String[] {command});
        return named.namedBy() == NameRule.FILE_NAME ? new App(named.name(), NameRule.COMMAND) : named;
    }

    private static String presentable(String found) {
        String name = Normalizer.normalize(found, Normalizer.Form.NFC).strip();
        boolean tooLong = name.codePointCount(0, name.length()) > LONGEST_NAME;
        return tooLong
                ? name.substring(0, name.offsetByCodePoints(0, LONGEST_NAME)).strip()
                : name;
    }
}
