package netmon.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import picocli.CommandLine;

/**
 * Writes the man pages and the completions of all commands, for {@code scripts/build}. They are made of the commands
 * themselves, so they never tell of others.
 */
final class Documents {
    /** As wide as a page of a manual is read. */
    private static final String COLUMNS = "72";

    private Documents() {}

    /**
     * Writes them.
     *
     * @param args the folder that becomes {@code share}
     */
    public static void main(String[] args) throws IOException {
        write(Path.of(args[0]));
    }

    static void write(Path share) throws IOException {
        PrintWriter nowhere = new PrintWriter(Writer.nullWriter());
        CommandLine netmon = Commands.tree(new Session(Map.of("COLUMNS", COLUMNS), nowhere, nowhere));
        Map<String, List<Offer>> tree = Offer.tree(netmon);
        write(share.resolve("bash-completion/completions/netmon"), BashCompletion.of(tree));
        write(share.resolve("zsh/site-functions/_netmon"), ZshCompletion.of(tree));
        write(share.resolve("fish/vendor_completions.d/netmon.fish"), FishCompletion.of(tree));
        writePages(share.resolve("man/man1"), netmon);
    }

    private static void writePages(Path folder, CommandLine command) throws IOException {
        write(folder.resolve(ManPage.name(command) + ".1"), ManPage.of(command));
        for (CommandLine each : command.getSubcommands().values()) {
            writePages(folder, each);
        }
    }

    private static void write(Path file, String text) throws IOException {
        Path folder = file.getParent();
        if (folder != null) {
            Files.createDirectories(folder);
        }
        Files.writeString(file, text);
    }
}
