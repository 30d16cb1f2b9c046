package netmon.scan;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/** Programs for tests: shell scripts in a folder. */
public final class Scripts {
    private Scripts() {}

    /** Makes a program of this name from this script. */
    public static void write(Path folder, String name, String script) throws IOException {
        writeFile(folder, name, "#!/bin/sh\n" + script + "\n");
    }

    /** Makes an executable file with this content. */
    public static void writeFile(Path folder, String name, String content) throws IOException {
        Path file = folder.resolve(name);
        Files.deleteIfExists(file);
        Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        Files.writeString(file, content);
    }
}
