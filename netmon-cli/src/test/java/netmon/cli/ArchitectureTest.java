package netmon.cli;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** The command asks the database and the service, and never the machine. */
@AnalyzeClasses(
        packages = {"netmon.cli", "netmon.setup"},
        importOptions = DoNotIncludeTests.class)
class ArchitectureTest {
    private static final int LEAST_CLASSES = 70;

    @ArchTest
    static void theRulesAreAskedAboutSomething(JavaClasses cli) {
        assertTrue(cli.size() >= LEAST_CLASSES, "only " + cli.size() + " classes");
    }

    @ArchTest
    static final ArchRule nobodyLooksAtTheMachine = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "netmon.scan..", "netmon.attribution..", "netmon.service..", "java.sql..", "com.sun.jna..");

    /** It could be another program's part: it knows neither the commands nor how they are parsed. */
    @ArchTest
    static final ArchRule setupDoesNotKnowTheCommands = noClasses()
            .that()
            .resideInAPackage("netmon.setup..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("netmon.cli..", "picocli..", "netmon.apps..");

    @ArchTest
    static final ArchRule onlyMainExits =
            noClasses().that().doNotHaveSimpleName("Main").should().callMethod(System.class, "exit", int.class);
}
