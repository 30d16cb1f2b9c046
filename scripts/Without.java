import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.List;
import java.util.stream.Stream;

/** Removes entries from a jar: {@code Without JAR GLOB}, where {@code *} matches any text, also slashes. */
final class Without {
    private Without() {}

    public static void main(String[] args) throws IOException {
        try (FileSystem jar = FileSystems.newFileSystem(Path.of(args[0]))) {
            PathMatcher unwanted = jar.getPathMatcher("glob:/" + args[1].replace("*", "**"));
            try (Stream<Path> entries = Files.walk(jar.getPath("/"))) {
                List<Path> files = entries.filter(Files::isRegularFile).filter(unwanted::matches).toList();
                for (Path each : files) {
                    Files.delete(each);
                }
            }
        }
    }
}
