package netmon.apps;

import java.text.Normalizer;
import java.util.Arrays;
import netmon.model.App;
import netmon.model.NameRule;
import netmon.model.OwnerProcess;
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
    /** Code points. A longer name is cut; file systems allow no file name above 255 bytes or UTF-16 units. */
    static final int LONGEST_NAME = 255;

    /** Linux appends this to the path of an executable that was removed or replaced while it runs. */
    private static final String DELETED = " (deleted)";

    /** The last line of every table; a program of that name would be mistaken for it. */
    private static final String TOTAL = "Total";

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
        boolean reserved = name.equals(App.UNATTRIBUTED) || name.equals(TOTAL);
        return new App(reserved ? name + " (application)" : name, named.namedBy());
    }

    /** The application of an executable with this path. */
    public static App ofPath(String path) {
        return of(new OwnerProcess(0, 0, path, null, null));
    }

    private static @Nullable App find(OwnerProcess process) {
        App program = byPath(process.path());
        if (program == null) {
            program = byCommand(process.command());
        }
        App script = byPath(process.script());
        if (script != null && (program == null || isInterpreter(program))) {
            return new App(script.name(), NameRule.INTERPRETER);
        }
        return program;
    }

    /** A program that runs a script is its interpreter, unless an application brings one of its own. */
    private static boolean isInterpreter(App program) {
        return switch (program.namedBy()) {
            // The bundle of macOS's Python contains only the interpreter.
            case BUNDLE -> program.name().equals("Python");
            case IOS, SNAP -> false;
            case WEBKIT,
                    GIT,
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
        String[] parts =
                Arrays.stream(real.split("/")).filter(part -> !part.isBlank()).toArray(String[]::new);
        if (parts.length == 0) {
            return null;
        }
        App bundle = Bundles.of(parts);
        return bundle != null ? bundle : FileNames.of(parts);
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
