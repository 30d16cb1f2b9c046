package netmon.service;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** The service joins the layers and reaches past none of them; its own rules beside those of the core. */
@AnalyzeClasses(packages = "netmon.service", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {
    private static final int LEAST_CLASSES = 15;

    @ArchTest
    static void theRulesAreAskedAboutSomething(JavaClasses service) {
        assertTrue(service.size() >= LEAST_CLASSES, "only " + service.size() + " classes");
    }

    @ArchTest
    static final ArchRule onlyTheCoreKnowsDatabasesAndNativeCode = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("java.sql..", "javax.sql..", "org.sqlite..", "com.sun.jna..", "oshi..");

    @ArchTest
    static final ArchRule onlyMainExits =
            noClasses().that().doNotHaveSimpleName("Main").should().callMethod(System.class, "exit", int.class);

    /** The one place that must be faster than an orderly exit: a JVM that a signal ends does not exit with status 0. */
    @ArchTest
    static final ArchRule onlyTheDaemonHalts =
            noClasses().that().doNotHaveSimpleName("Daemon").should().callMethod(Runtime.class, "halt", int.class);

    /** The command prints through picocli; all else is logged. */
    @ArchTest
    static final ArchRule nobodyWritesToTheStandardStreams = NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS;
}
