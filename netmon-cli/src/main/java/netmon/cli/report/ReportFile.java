package netmon.cli.report;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import netmon.store.files.PrivateFiles;

/** Writes a page so that its place holds the whole page or what was there before, and shows it. */
final class ReportFile {
    private static final List<Path> OPENERS = List.of(Path.of("/usr/bin/open"), Path.of("/usr/bin/xdg-open"));

    private ReportFile() {}

    /** Writes a file that only its owner may read. */
    static void write(Path file, String content) throws IOException {
        if (Files.isDirectory(file)) {
            throw new IOException("it is a folder");
        }
        Path folder = file.getParent();
        if (folder != null && !Files.isDirectory(folder)) {
            throw new NoSuchFileException(folder.toString(), null, "there is no such folder");
        }
        if (folder != null && !Files.isWritable(folder)) {
            throw new AccessDeniedException(folder.toString());
        }
        PrivateFiles.replace(file, content, "rw-------");
    }

    /**
     * Opens the page with the user's or the system's program for pages; false if there is none.
     *
     * @param browser the user's, an absolute path; another value is not used
     */
    static boolean show(Path file, String browser) {
        for (Path each : openers(browser)) {
            if (Files.isExecutable(each)) {
                try {
                    new ProcessBuilder(each.toString(), file.toString())
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start();
                    return true;
                } catch (IOException e) {
                    return false;
                }
            }
        }
        return false;
    }

    private static List<Path> openers(String browser) {
        List<Path> all = new ArrayList<>(OPENERS);
        if (browser.startsWith("/")) {
            all.add(0, Path.of(browser));
        }
        return all;
    }
}
