package netmon.house;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.LineMap;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.TreeScanner;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/**
 * One source file of netmon's main code, as the compiler's parser sees it.
 *
 * @param topLevel how many top-level types it declares
 * @param types simple names of all types that it declares, nested ones included
 * @param methods lines of each method, its signature and its closing brace included
 */
record SourceFile(
        Path path, String packageName, List<String> lines, int topLevel, List<String> types, List<Integer> methods) {
    /** The main code of all modules. */
    static List<SourceFile> main() throws IOException {
        List<Path> paths = new ArrayList<>();
        for (String module : List.of("netmon-core", "netmon-service", "netmon-cli")) {
            try (Stream<Path> all = Files.walk(Path.of("..", module, "src/main/java"))) {
                all.filter(each -> each.toString().endsWith(".java")).forEach(paths::add);
            }
        }
        return parse(paths);
    }

    static List<SourceFile> parse(List<Path> paths) throws IOException {
        JavaCompiler javac = ToolProvider.getSystemJavaCompiler();
        List<SourceFile> files = new ArrayList<>();
        try (StandardJavaFileManager manager = javac.getStandardFileManager(null, null, null)) {
            JavacTask task = (JavacTask) javac.getTask(
                    null, manager, null, List.of("-proc:none"), null, manager.getJavaFileObjectsFromPaths(paths));
            SourcePositions positions = Trees.instance(task).getSourcePositions();
            for (CompilationUnitTree unit : task.parse()) {
                files.add(of(unit, positions));
            }
        }
        return files;
    }

    private static SourceFile of(CompilationUnitTree unit, SourcePositions positions) throws IOException {
        Path path = Path.of(unit.getSourceFile().toUri());
        List<String> types = new ArrayList<>();
        List<Integer> methods = new ArrayList<>();
        new TreeScanner<Void, Void>() {
            @Override
            public Void visitClass(ClassTree tree, Void unused) {
                if (!tree.getSimpleName().isEmpty()) {
                    types.add(tree.getSimpleName().toString());
                }
                return super.visitClass(tree, null);
            }

            @Override
            public Void visitMethod(MethodTree tree, Void unused) {
                if (tree.getBody() != null) {
                    methods.add(lines(unit, positions, tree));
                }
                return super.visitMethod(tree, null);
            }
        }.scan(unit, null);
        int topLevel = (int)
                unit.getTypeDecls().stream().filter(ClassTree.class::isInstance).count();
        String packageName = String.valueOf(unit.getPackageName());
        return new SourceFile(path, packageName, Files.readAllLines(path), topLevel, types, methods);
    }

    private static int lines(CompilationUnitTree unit, SourcePositions positions, Tree tree) {
        LineMap map = unit.getLineMap();
        return (int) (map.getLineNumber(positions.getEndPosition(unit, tree))
                - map.getLineNumber(positions.getStartPosition(unit, tree))
                + 1);
    }

    boolean isPackageInfo() {
        return path.endsWith("package-info.java");
    }
}
