package netmon.scan.linux.processes;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import netmon.model.ProgramFileName;
import org.jspecify.annotations.Nullable;

/**
 * Finds the program in the command line of another one that runs it: the script of an interpreter, a Windows program
 * under Wine, a tool of busybox, a program under an emulator (Rosetta, qemu) or the dynamic loader.
 */
final class LaunchedProgram {
    private static final Pattern WINE = Pattern.compile("wine(64)?(-preloader)?");
    private static final Pattern TOOLS = Pattern.compile("busybox(\\.static)?|toybox");
    private static final Pattern CARRIER =
            Pattern.compile("rosetta(linux)?|qemu-[a-z0-9_]+(-static)?|box(64|86)|FEXInterpreter"
                    + "|ld(-linux)?[a-z0-9_-]*\\.so(\\.[0-9]+)?|ld-[0-9.]+\\.so");

    /** Runtimes whose first word may be a command, not the program. */
    private static final Set<String> WITH_COMMANDS = Set.of("dotnet", "deno", "bun");

    private static final Set<String> COMMANDS = Set.of("exec", "run");
    private static final Set<String> SHELLS = Set.of("sh", "ash", "hush");

    /** An emulator may run a loader that runs an interpreter; more is a circle. */
    private static final int DEEPEST = 4;

    private LaunchedProgram() {}

    /** Whether the executable runs other programs or scripts. */
    static boolean isLauncher(String path) {
        String file = file(path);
        return ScriptArgument.isInterpreter(file)
                || WINE.matcher(file).matches()
                || TOOLS.matcher(file).matches()
                || CARRIER.matcher(file).matches();
    }

    /**
     * The program's path or name; null if there is none, or it cannot be determined.
     *
     * @param path the launcher's executable
     * @param arguments its command line, its own name first
     */
    static @Nullable String of(String path, List<String> arguments) {
        return of(path, arguments, DEEPEST);
    }

    private static @Nullable String of(String path, List<String> arguments, int depth) {
        String file = file(path);
        if (WINE.matcher(file).matches()) {
            return arguments.stream()
                    .filter(LaunchedProgram::isOfWindows)
                    .findFirst()
                    .orElse(null);
        }
        if (TOOLS.matcher(file).matches()) {
            return tool(file, arguments);
        }
        if (CARRIER.matcher(file).matches()) {
            return depth == 0 ? null : carried(arguments, depth);
        }
        boolean command = WITH_COMMANDS.contains(file) && arguments.size() > 1 && COMMANDS.contains(arguments.get(1));
        String script = ScriptArgument.of(file, command ? arguments.subList(1, arguments.size()) : arguments);
        if (script == null) {
            return title(file, arguments);
        }
        boolean unclear = file.equals("dotnet") && !isOfWindows(script) && !script.endsWith(".dll");
        return unclear ? null : script;
    }

    /** {@code busybox wget ...}, or a link of the tool's name. */
    private static @Nullable String tool(String file, List<String> arguments) {
        for (int i = 0; i < Math.min(2, arguments.size()); i++) {
            String name = file(arguments.get(i).replaceFirst("^-", ""));
            if (SHELLS.contains(name)) {
                String script = ScriptArgument.of("sh", arguments.subList(i, arguments.size()));
                return script == null ? name : script;
            }
            if (!name.isEmpty() && !name.equals(file)) {
                return name;
            }
        }
        return null;
    }

    /** The program's name where it replaced its command line by a title: {@code npm install}, {@code puma: master}. */
    private static @Nullable String title(String interpreter, List<String> arguments) {
        String title = arguments.isEmpty() ? "" : arguments.get(0);
        int blank = title.indexOf(' ');
        boolean alone = arguments.stream().skip(1).allMatch(String::isBlank);
        if (blank <= 0 || !alone || title.indexOf('/') >= 0) {
            return null;
        }
        String word = title.substring(0, title.charAt(blank - 1) == ':' ? blank - 1 : blank);
        return interpreter.startsWith(word) ? null : word;
    }

    private static @Nullable String carried(List<String> arguments, int depth) {
        for (int i = 1; i < arguments.size(); i++) {
            String argument = arguments.get(i);
            if (argument.startsWith("/") && !arguments.get(i - 1).startsWith("-")) {
                boolean repeated =
                        i + 1 < arguments.size() && file(arguments.get(i + 1)).equals(file(argument));
                List<String> rest = arguments.subList(repeated ? i + 1 : i, arguments.size());
                String inner = isLauncher(argument) ? of(argument, rest, depth - 1) : null;
                return inner == null ? argument : inner;
            }
        }
        return null;
    }

    private static boolean isOfWindows(String argument) {
        return argument.toLowerCase(Locale.ROOT).endsWith(".exe");
    }

    private static String file(String path) {
        return ProgramFileName.beforeUpdate(path.substring(path.lastIndexOf('/') + 1));
    }
}
