package netmon.setup;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Which folders setup made itself, so that removal takes those out again and no other. The image holds their names, one a
 * line: those in the prefix relative to it, an empty one being the prefix itself, and those above the unit as they are.
 */
final class CreatedFolders {
    static final Path FILE = Path.of("lib/made-folders");

    private CreatedFolders() {}

    /** The file's text: what an earlier setup made, and what is not there yet. */
    static String planned(InstallLayout places, Path source) throws IOException {
        Path prefix = places.prefix();
        SortedSet<String> made = new TreeSet<>();
        Stream.concat(read(places).stream(), wanted(places, source).filter(Files::notExists))
                .map(each -> each.startsWith(prefix) ? prefix.relativize(each) : each)
                .forEach(each -> made.add(each.toString()));
        return made.stream().map(each -> each + "\n").collect(Collectors.joining());
    }

    /** The folders that setup made, the innermost first; none where no setup told. */
    static List<Path> read(InstallLayout places) throws IOException {
        Path prefix = places.prefix().normalize();
        List<String> lines = new ArrayList<>();
        for (Path image : places.images()) {
            Path file = image.resolve(FILE);
            if (Files.isRegularFile(file)) {
                lines.addAll(Files.readAllLines(file));
            }
        }
        return lines.stream()
                .map(each -> prefix.resolve(each).normalize())
                .filter(each -> each.startsWith(prefix) || places.unit().startsWith(each))
                .distinct()
                .sorted(Comparator.comparing(Path::getNameCount).reversed().thenComparing(Comparator.naturalOrder()))
                .toList();
    }

    private static Stream<Path> wanted(InstallLayout places, Path source) throws IOException {
        Path prefix = places.prefix();
        List<Path> wanted = new ArrayList<>(List.of(prefix, prefix.resolve("bin"), prefix.resolve("lib")));
        for (Path each = places.unit().getParent(); each != null; each = each.getParent()) {
            wanted.add(each);
        }
        Path share = source.resolve("share");
        if (Files.isDirectory(share)) {
            try (Stream<Path> below = Files.walk(share)) {
                below.filter(Files::isDirectory)
                        .map(each -> prefix.resolve("share").resolve(share.relativize(each)))
                        .forEach(wanted::add);
            }
        }
        return wanted.stream();
    }
}
