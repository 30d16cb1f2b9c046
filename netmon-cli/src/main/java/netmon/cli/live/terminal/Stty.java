package netmon.cli.live.terminal;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The program that asks and sets a terminal. It is run by its absolute path, never by what PATH happens to find. */
final class Stty {
    /** Linux and macOS; a Homebrew or Nix of the user's is not asked. */
    private static final List<Path> PLACES =
            List.of(Path.of("/bin/stty"), Path.of("/usr/bin/stty"), Path.of("/run/current-system/sw/bin/stty"));

    private Stty() {}

    /** Where it is. */
    static String path() {
        return PLACES.stream()
                .filter(Files::isExecutable)
                .findFirst()
                .orElse(PLACES.get(0))
                .toString();
    }
}
