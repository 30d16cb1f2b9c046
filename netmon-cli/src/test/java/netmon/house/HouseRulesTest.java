package netmon.house;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class HouseRulesTest {
    /** Fewer than there are, but enough to show that the rules see all three modules. */
    private static final int LEAST_CLASSES = 450;

    private static final JavaClasses NETMON = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("netmon");

    static List<Breach> breaches() {
        return Breach.all();
    }

    @Test
    void theRulesSeeAllModules() {
        assertTrue(NETMON.size() >= LEAST_CLASSES, "only " + NETMON.size() + " classes");
        for (String one : List.of("netmon.store.TrafficWriter", "netmon.service.Main", "netmon.cli.Main")) {
            assertTrue(NETMON.contain(one), one);
        }
    }

    @ParameterizedTest
    @MethodSource("breaches")
    void theRuleHolds(Breach each) {
        each.rule().get().check(NETMON);
    }

    /** A rule that a planted breach passes is no rule. */
    @ParameterizedTest
    @MethodSource("breaches")
    void theRuleFindsAPlantedBreach(Breach each, @TempDir Path folder) throws IOException {
        compile(each.sources(), folder);
        JavaClasses planted = new ClassFileImporter().importPath(folder);
        assertTrue(each.rule().get().allowEmptyShould(true).evaluate(planted).hasViolation(), each.name());
    }

    private static void compile(List<String> sources, Path folder) throws IOException {
        JavaCompiler javac = ToolProvider.getSystemJavaCompiler();
        List<JavaFileObject> files = IntStream.range(0, sources.size())
                .<JavaFileObject>mapToObj(i -> source(sources.get(i)))
                .toList();
        StringWriter messages = new StringWriter();
        List<String> options = List.of("-proc:none", "-d", folder.toString());
        assertEquals(
                true, javac.getTask(messages, null, null, options, null, files).call(), messages::toString);
    }

    private static JavaFileObject source(String text) {
        String name = text.replaceFirst("package ([\\w.]+);.*?class (\\w+).*", "$1.$2")
                .replace('.', '/');
        return new SimpleJavaFileObject(URI.create("string:///" + name + ".java"), JavaFileObject.Kind.SOURCE) {
            @Override
            public CharSequence getCharContent(boolean ignoreEncodingErrors) {
                return text;
            }
        };
    }
}
