package netmon;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_USE_JAVA_UTIL_LOGGING;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.CompositeArchRule;
import java.util.List;
import java.util.Map;

/** Who may know whom: model &lt;- scan, apps, attribution, store. Those four do not know one another. */
@AnalyzeClasses(packages = "netmon", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {
    /** Fewer classes than there are, but enough to see that the rules below are asked about something. */
    private static final Map<String, Integer> LEAST_CLASSES = Map.of(
            "netmon.model", 18,
            "netmon.scan", 8,
            "netmon.apps", 5,
            "netmon.attribution", 15,
            "netmon.store", 15);

    private static final List<String> SIBLINGS = List.of("scan", "apps", "attribution", "store");

    @ArchTest
    static void theRulesAreAskedAboutSomething(JavaClasses core) {
        LEAST_CLASSES.forEach((name, least) -> {
            int found = core.getPackage(name).getClassesInPackageTree().size();
            assertTrue(found >= least, name + " has only " + found + " classes");
        });
    }

    @ArchTest
    static final ArchRule modelKnowsJavaAlone = classes()
            .that()
            .resideInAPackage("netmon.model")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage("java..", "org.jspecify.annotations", "netmon.model");

    @ArchTest
    static void siblingsDoNotKnowOneAnother(JavaClasses core) {
        for (String one : SIBLINGS) {
            String[] others = SIBLINGS.stream()
                    .filter(each -> !each.equals(one))
                    .map(each -> "netmon." + each + "..")
                    .toArray(String[]::new);
            noClasses()
                    .that()
                    .resideInAPackage("netmon." + one + "..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(others)
                    .check(core);
        }
    }

    /** No file, no socket, no clock, no logger, no thread: what is not listed cannot be reached. */
    @ArchTest
    static final ArchRule attributionIsPure = CompositeArchRule.of(classes()
                    .that()
                    .resideInAPackage("netmon.attribution..")
                    .should()
                    .onlyDependOnClassesThat()
                    .resideInAnyPackage(
                            "java.lang",
                            "java.lang.invoke",
                            "java.lang.runtime",
                            "java.math",
                            "java.util",
                            "java.util.function",
                            "java.util.stream",
                            "org.jspecify.annotations",
                            "netmon.attribution..",
                            "netmon.model"))
            .and(noClasses()
                    .that()
                    .resideInAPackage("netmon.attribution..")
                    .should()
                    .dependOnClassesThat()
                    .belongToAnyOf(
                            System.class, Thread.class, ProcessHandle.class, ProcessBuilder.class, Runtime.class));

    @ArchTest
    static final ArchRule onlyTheStoreKnowsSql = noClasses()
            .that()
            .resideOutsideOfPackage("netmon.store..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("java.sql..", "javax.sql..", "org.sqlite..");

    /** Loading either costs memory and start time, so that few may. */
    @ArchTest
    static final ArchRule nativeCodeIsCalledFromFewPlaces = noClasses()
            .that()
            .resideOutsideOfPackages("netmon.scan.oshi..", "netmon.scan.linux..")
            .and()
            .haveNameNotMatching("netmon\\.store\\.files\\.NativeFiles(\\$.*)?")
            .and()
            .haveNameNotMatching("netmon\\.scan\\.macos\\.(LibSystem|ntstat\\.(ControlCalls|MacKernelControl))(\\$.*)?")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("com.sun.jna..");

    @ArchTest
    static final ArchRule oshiIsAskedInOnePlace = noClasses()
            .that()
            .resideOutsideOfPackage("netmon.scan.oshi..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("oshi..");

    @ArchTest
    static final ArchRule nobodyPrints = NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS;

    @ArchTest
    static final ArchRule nobodyExits = noClasses()
            .should()
            .callMethod(System.class, "exit", int.class)
            .orShould()
            .callMethod(Runtime.class, "exit", int.class)
            .orShould()
            .callMethod(Runtime.class, "halt", int.class);

    @ArchTest
    static final ArchRule oneWayToLog = CompositeArchRule.of(NO_CLASSES_SHOULD_USE_JAVA_UTIL_LOGGING)
            .and(noClasses().should().dependOnClassesThat().resideInAPackage("ch.qos.logback.."));
}
