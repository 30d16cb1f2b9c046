package netmon.model;

import java.util.List;
import java.util.regex.Pattern;

/**
 * The name of an executable's file, without the marks that an update leaves on it while the program runs. They would
 * make a second application of the same program.
 */
public final class ProgramFileName {
    /**
     * The marks of prelink, rpm, dpkg and other package managers, of programs that update themselves ({@code .old}), and
     * a build's hash behind a dash, such as {@code code-0a1b2c3d4e5f}.
     */
    private static final List<Pattern> MARKS = List.of(
            Pattern.compile(" \\(deleted\\)$"),
            Pattern.compile("\\.#prelink#(\\..*)?$"),
            Pattern.compile(";[0-9a-f]{8}$"),
            Pattern.compile("\\.(dpkg-[a-z]+|rpm(new|save|orig)|pac(new|save|orig)|ucf-[a-z]+|apk-new|old|bak)$|~$"),
            Pattern.compile("-(?=[0-9a-fA-F]*[0-9])(?=[0-9a-fA-F]*[a-fA-F])[0-9a-fA-F]{8,}$"));

    /** A file that is kept for those who still use it: by NFS and FUSE, of apk, and files without a name. */
    private static final Pattern NAMELESS =
            Pattern.compile("\\.nfs[0-9a-fA-F]{8,}|\\.fuse_hidden[0-9a-fA-F]{8,}|\\.apk\\.[0-9a-f]{8,}|#[0-9]+");

    private ProgramFileName() {}

    /** The name before the update; the same name if there was none. */
    public static String beforeUpdate(String name) {
        String before = name;
        for (Pattern mark : MARKS) {
            String shorter = mark.matcher(before).replaceFirst("");
            before = shorter.isBlank() ? before : shorter;
        }
        return before;
    }

    /** Whether the name says nothing about the program, since its file was replaced or never had one. */
    public static boolean isNameless(String name) {
        return NAMELESS.matcher(name).matches();
    }
}
