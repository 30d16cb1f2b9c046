package netmon.cli.setup;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Which folders of a prefix setup made itself, so that removal takes those out again and no other. The image holds their
 * names, relative to the prefix, one a line; an empty one is the prefix itself.
 */
final class MadeFolders {
    static final Path FILE = Path.of("lib/made-folders");

    private MadeFolders() {}

    /** The file's text: what an earlier setup made, and what is not there yet. */
    static String planned(Places places, Path source) throws IOException {
        Path prefix = places.prefix();
        SortedSet<String> made = new TreeSet<>();
        read(places).forEach(each -> made.add(prefix.relativize(each).toString()));
        for (Path each : wanted(places, source)) {
            if (Files.notExists(each)) {
                made.add(prefix.relativize(each).toString());
            }
        }
        return made.stream().map(each -> each + "\n").collect(Collectors.joining());
    }

    /** The folders that setup made, the innermost first; none where no setup told. */
    static List<Path> read(Places places) throws IOException {
        Path prefix = places.prefix().normalize();
        Path file = places.image().resolve(FILE);
        if (!Files.isRegularFile(file)) {
            return List.of();
        }
        return Files.readAllLines(file).stream()
                .map(each -> prefix.resolve(each).normalize())
                .filter(each -> each.startsWith(prefix))
                .sorted(Comparator.comparing(Path::getNameCount).reversed().thenComparing(Comparator.naturalOrder()))
                .toList();
    }

    private static List<Path> wanted(Places places, Path source) throws IOException {
        Path prefix = places.prefix();
        Stream<Path> plain = Stream.of(prefix, prefix.resolve("bin"), prefix.resolve("lib"));
        Path share = source.resolve("share");
        if (!Files.isDirectory(share)) {
            return plain.toList();
        }
        try (Stream<Path> below = Files.walk(share)) {
            Stream<Path> shared = below.filter(Files::isDirectory)
                    .map(each -> prefix.resolve("share").resolve(share.relativize(each)));
            return Stream.concat(plain, shared).toList();
        }
    }
}
