package netmon.scan.linux.processes;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Finds an interpreter's script: the first argument that is no option and no option's value, or a named one. */
final class ScriptArgument {
    /**
     * The options of one interpreter.
     *
     * @param named options with the script as value
     * @param inline options with the program itself as value, so that there is no script
     * @param valued options with a value that is not the script
     * @param attached letters whose value is the rest of the argument, as in {@code -Mstrict}
     * @param clustered whether letters after one dash are options each, as in {@code -uBm}
     */
    private record Options(
            Set<String> named, Set<String> inline, Set<String> valued, String attached, boolean clustered) {}

    private static final Options PYTHON = options("-m", "-c", "-W -X --check-hash-based-pycs", "", true);
    private static final Options NODE = options(
            "",
            "-e --eval -p --print -i --interactive",
            "-r --require --import --loader --experimental-loader -C --conditions",
            "",
            false);
    private static final Options JAVA = options(
            "-jar -m --module",
            "-version --version",
            "-cp -classpath --class-path -p --module-path --upgrade-module-path --add-modules --add-exports"
                    + " --add-opens --add-reads --limit-modules --enable-native-access",
            "",
            false);
    private static final Options RUBY = options("", "-e", "-I -r -C -E", "0FKTWix", true);
    private static final Options PERL = options("", "-e -E", "-I", "0CDFMilmx", true);
    private static final Options PHP = options("-f --file", "-r -S", "-c -d -z -t", "", false);
    private static final Options SHELL = options("", "-c -s", "-o +o -O +O --rcfile --init-file", "", true);

    private static final Options ELECTRON = options("", "", "-r --require", "", false);
    private static final Options MONO = options("", "", "--config", "", false);
    private static final Options DOTNET = options(
            "", "", "--roll-forward --runtimeconfig --depsfile --additionalprobingpath --fx-version", "", false);
    private static final Options DENO = options("", "-e --eval", "-c --config --import-map --cwd", "", false);

    private static final Options LUA = options("", "", "-e -l", "", false);
    private static final Options TCL = options("", "", "-encoding", "", false);
    private static final Options R = options("-f --file", "-e --args", "-g --gui -d --debugger", "", false);

    /** The first characters of options; a shell accepts {@code +x}, Java a file of options {@code @file}. */
    private static final String OPTION_MARKS = "-+@";

    private ScriptArgument() {}

    private static Options options(String named, String inline, String valued, String attached, boolean clustered) {
        return new Options(words(named), words(inline), words(valued), attached, clustered);
    }

    private static Set<String> words(String text) {
        return Set.of(text.split(" ", -1));
    }

    /** Whether the executable is an interpreter of any version: {@code /usr/bin/python3.11}. */
    static boolean isInterpreter(String path) {
        return options(path) != null;
    }

    /**
     * The script's path, or a module's or class's name; null if there is none, or it cannot be determined.
     *
     * @param path the interpreter's executable
     * @param arguments its command line, its own name first
     */
    static @Nullable String of(String path, List<String> arguments) {
        Options options = options(path);
        if (options == null) {
            return null;
        }
        for (int i = 1; i < arguments.size(); i++) {
            String argument = arguments.get(i);
            String next = i + 1 < arguments.size() ? arguments.get(i + 1) : null;
            if (argument.equals("--")) {
                return next;
            }
            if (argument.isEmpty() || argument.equals("-")) {
                return null; // the program comes through standard input
            }
            if (OPTION_MARKS.indexOf(argument.charAt(0)) < 0) {
                return argument;
            }
            OptionValue part = part(argument, options);
            if (options.inline.contains(part.option)) {
                return null;
            }
            if (options.named.contains(part.option)) {
                return part.value == null ? next : part.value;
            }
            if (options.valued.contains(part.option) && part.value == null) {
                i++;
            }
        }
        return null;
    }

    /** The first option with a value in an argument, and the part of the value in the same argument. */
    private record OptionValue(String option, @Nullable String value) {}

    private static OptionValue part(String argument, Options options) {
        if (options.clustered && !argument.startsWith("--")) {
            for (int i = 1; i < argument.length(); i++) {
                String option = argument.substring(0, 1) + argument.charAt(i);
                String rest = i + 1 < argument.length() ? argument.substring(i + 1) : null;
                if (options.attached.indexOf(argument.charAt(i)) >= 0) {
                    return new OptionValue(option, "");
                }
                if (options.named.contains(option)
                        || options.inline.contains(option)
                        || options.valued.contains(option)) {
                    return new OptionValue(option, rest);
                }
            }
        }
        int equals = argument.indexOf('=');
        boolean named = equals > 0 && options.named.contains(argument.substring(0, equals));
        return named
                ? new OptionValue(argument.substring(0, equals), argument.substring(equals + 1))
                : new OptionValue(argument, null);
    }

    private static @Nullable Options options(String path) {
        int end = path.length();
        while (end > 0 && (Character.isDigit(path.charAt(end - 1)) || path.charAt(end - 1) == '.')) {
            end--;
        }
        return switch (path.substring(path.lastIndexOf('/') + 1, Math.max(end, path.lastIndexOf('/') + 1))) {
            case "python", "pypy" -> PYTHON;
            case "node", "nodejs" -> NODE;
            case "java" -> JAVA;
            case "electron" -> ELECTRON;
            case "mono", "mono-sgen" -> MONO;
            case "dotnet" -> DOTNET;
            case "deno", "bun" -> DENO;
            case "ruby" -> RUBY;
            case "perl" -> PERL;
            case "php" -> PHP;
            case "lua", "luajit" -> LUA;
            case "tclsh", "wish", "expect" -> TCL;
            case "R", "Rscript" -> R;
            case "bash", "sh", "dash", "zsh", "ksh" -> SHELL;
            default -> null;
        };
    }
}
