package netmon.cli.live.terminal;


import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The program that reads and sets a terminal's attributes. It is run by its absolute path, never found by PATH. */
final class Stty {
    /** Linux, macOS and NixOS; never a Homebrew or Nix of the user. */
    private static final List<Path> PLACES =
            List.of(Path.of("/bin/stty"), Path.of("/usr/bin/stty"), Path.of("/run/current-system/sw/bin/stty"));

    private Stty() {}

    static String path() {
        return PLACES.stream()
                .filter(Files::isExecutable)
                .findFirst()
                .orElse(PLACES.get(0))
                .toString();
    }
}
