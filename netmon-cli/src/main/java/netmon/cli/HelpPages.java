package netmon.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import netmon.cli.session.Session;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;

/**
 * The help of each command in a file. {@code scripts/build} writes the files by picocli, since picocli takes longer to
 * build its model of all commands than most commands take to answer.
 */
public final class HelpPages {
    private HelpPages() {}

    /** The help that picocli would print; null if picocli must print it. */
    static @Nullable String find(Session session, String... args) {
        String folder = System.getProperty("netmon.help"); // set by the launcher
        return folder == null ? null : find(Path.of(folder), session.columns(), args);
    }

    static @Nullable String find(Path folder, int columns, String... args) {
        List<String> words = asked(args);
        if (words == null
                || columns < CommandModel.HELP_COLUMNS
                || !words.stream().allMatch(HelpPages::isWord)) {
            return null;
        }
        try {
            return Files.readString(file(folder, words));
        } catch (IOException e) {
            return null;
        }
    }

    /** The words of the command that help is asked for; null if the line does not ask for help. */
    private static @Nullable List<String> asked(String... args) {
        List<String> all = List.of(args);
        int last = all.size() - 1;
        if (last >= 0 && all.get(0).equals("help")) {
            return all.subList(1, all.size());
        }
        return last >= 0 && (all.get(last).equals("--help") || all.get(last).equals("-h"))
                ? all.subList(0, last)
                : null;
    }

    /** Whether it may be the name of a command, and so cannot lead out of the folder. */
    private static boolean isWord(String text) {
        return text.chars().allMatch(c -> (c >= 'a' && c <= 'z') || c == '-') && !text.startsWith("-");
    }

    private static Path file(Path folder, List<String> words) {
        return folder.resolve("netmon"
                + String.join("", words.stream().map(each -> "." + each).toList()) + ".txt");
    }

    /** Writes the help of all commands. */
    public static void write(Path folder) throws IOException {
        Files.createDirectories(folder);
        PrintWriter nowhere = new PrintWriter(Writer.nullWriter());
        write(folder, CommandModel.of(new Session(Map.of(), nowhere, nowhere)), List.of());
    }

    private static void write(Path folder, CommandLine command, List<String> words) throws IOException {
        Files.writeString(file(folder, words), command.getUsageMessage());
        for (Map.Entry<String, CommandLine> each : command.getSubcommands().entrySet()) {
            List<String> longer = new ArrayList<>(words);
            longer.add(each.getKey());
            write(folder, each.getValue(), longer);
        }
    }
}
