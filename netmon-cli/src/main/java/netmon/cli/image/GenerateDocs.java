package netmon.cli.image;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import netmon.cli.CommandModel;
import netmon.cli.HelpPages;
import picocli.CommandLine;

/**
 * Writes the man pages and the completions of both programs, and netmon's help pages, for {@code scripts/build}. It
 * reads the declarations of the commands, so the documents always fit the program.
 */
final class GenerateDocs {
    private static final String COLUMNS = "72";

    private GenerateDocs() {}

    /**
     * Writes them.
     *
     * @param args the folder {@code share}, the folder of the {@linkplain HelpPages help pages}, and the command
     *     classes of other programs
     */
    public static void main(String[] args) throws IOException, ClassNotFoundException {
        Path share = Path.of(args[0]);
        write(share, CommandModel.of(TrainingRun.silent(Map.of("COLUMNS", COLUMNS))));
        HelpPages.write(Path.of(args[1]));
        for (String each : List.of(args).subList(2, args.length)) {
            write(share, new CommandLine(Class.forName(each)));
        }
    }

    private static void write(Path share, CommandLine program) throws IOException {
        String name = program.getCommandName();
        Map<String, List<CompletionItem>> tree = CompletionItem.tree(program);
        write(share.resolve("bash-completion/completions/" + name), BashCompletion.of(name, tree));
        write(share.resolve("zsh/site-functions/_" + name), ZshCompletion.of(name, tree));
        write(share.resolve("fish/vendor_completions.d/" + name + ".fish"), FishCompletion.of(name, tree));
        writePages(share.resolve("man"), program);
        if (name.equals(ManSections.SERVICE)) {
            String page = ManSections.SETTINGS + "." + ManSections.FILES;
            write(share.resolve("man/man" + ManSections.FILES).resolve(page), ManSections.settings(program));
        }
    }

    private static void writePages(Path folder, CommandLine command) throws IOException {
        int section = ManPage.section(command);
        write(folder.resolve("man" + section).resolve(ManPage.name(command) + "." + section), ManPage.of(command));
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
