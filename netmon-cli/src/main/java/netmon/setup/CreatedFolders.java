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
 * The folders that setup created, so that a removal removes these and no others. A file in the image lists them, one
 * per line: folders below the prefix relative to it (an empty line is the prefix itself), folders above the unit file
 * as absolute paths.
 */
final class CreatedFolders {
    static final Path FILE = Path.of("lib/made-folders");

    private CreatedFolders() {}

    /** The text of the list: the folders that an earlier setup created, and those that are missing now. */
    static String planned(InstallLayout layout, Path source) throws IOException {
        Path prefix = layout.prefix();
        SortedSet<String> created = new TreeSet<>();
        Stream.concat(read(layout).stream(), needed(layout, source).filter(Files::notExists))
                .map(each -> each.startsWith(prefix) ? prefix.relativize(each) : each)
                .forEach(each -> created.add(each.toString()));
        return created.stream().map(each -> each + "\n").collect(Collectors.joining());
    }

    /** The folders that setup created, innermost first; empty if there is no list. */
    static List<Path> read(InstallLayout layout) throws IOException {
        Path prefix = layout.prefix().normalize();
        List<String> lines = new ArrayList<>();
        for (Path image : layout.images()) {
            Path file = image.resolve(FILE);
            if (Files.isRegularFile(file)) {
                lines.addAll(Files.readAllLines(file));
            }
        }
        return lines.stream()
                .map(each -> prefix.resolve(each).normalize())
                .filter(each -> each.startsWith(prefix) || layout.unit().startsWith(each))
                .distinct()
                .sorted(Comparator.comparing(Path::getNameCount).reversed().thenComparing(Comparator.naturalOrder()))
                .toList();
    }

    private static Stream<Path> needed(InstallLayout layout, Path source) throws IOException {
        Path prefix = layout.prefix();
        List<Path> needed = new ArrayList<>(List.of(prefix, prefix.resolve("bin"), prefix.resolve("lib")));
        for (Path each = layout.unit().getParent(); each != null; each = each.getParent()) {
            needed.add(each);
        }
        needed.addAll(layout.shared(source, Files::isDirectory));
        return needed.stream();
    }
}
