package netmon.service;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** The rules of the service's packages, in addition to those of the core. */
@AnalyzeClasses(packages = "netmon.service", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {
    private static final int LEAST_CLASSES = 15;

    @ArchTest
    static void theRulesCheckClasses(JavaClasses service) {
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

    /** An orderly exit is no way there: a JVM that a signal ends does not exit with status 0. */
    @ArchTest
    static final ArchRule onlyTheStopSignalHalts = noClasses()
            .that()
            .haveNameNotMatching(".*\\.StopSignal(\\$.*)?")
            .should()
            .callMethod(Runtime.class, "halt", int.class);

    /** The command line prints through picocli; everything else is logged. */
    @ArchTest
    static final ArchRule noClassUsesTheStandardStreams = NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS;

    @ArchTest
    static final ArchRule noPackagesDependOnEachOtherInACircle =
            slices().matching("netmon.(**)").should().beFreeOfCycles();

    /** A listener of the samples is added where the service is put together, without a change of the tick. */
    @ArchTest
    static final ArchRule theTickKnowsNoListener = noClasses()
            .that()
            .resideInAPackage("netmon.service.tick")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("netmon.service.control", "netmon.service.alerts", "netmon.service.run");
}
