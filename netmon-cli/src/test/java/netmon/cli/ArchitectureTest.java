package netmon.cli;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackages;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.util.List;

/** The command reads the database and asks the service. It never reads the machine itself. */
@AnalyzeClasses(
        packages = {"netmon.cli", "netmon.setup"},
        importOptions = DoNotIncludeTests.class)
class ArchitectureTest {
    private static final int LEAST_CLASSES = 70;
    private static final List<String> COMMANDS = List.of(
            "stats",
            "history",
            "alerts",
            "explain",
            "status",
            "doctor",
            "live",
            "maintenance",
            "push",
            "report",
            "setup");

    @ArchTest
    static void theRulesSeeAllClasses(JavaClasses cli) {
        assertTrue(cli.size() >= LEAST_CLASSES, "only " + cli.size() + " classes");
    }

    @ArchTest
    static final ArchRule noClassReadsTheMachine = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "netmon.scan..", "netmon.attribution..", "netmon.service..", "java.sql..", "com.sun.jna..");

    /** Setup could belong to another program: it knows neither the commands nor the parser. */
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

    @ArchTest
    static final ArchRule onlyTextKnowsGson = noClasses()
            .that()
            .resideOutsideOfPackage("netmon.cli.text")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("com.google.gson..");

    @ArchTest
    static final ArchRule onlyLiveKnowsTheTerminalLibrary = noClasses()
            .that()
            .resideOutsideOfPackage("netmon.cli.live..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.jline..");

    /** The start-up time depends on it: the fast path and the commands load no class of picocli. */
    @ArchTest
    static final ArchRule commandsDoNotKnowPicocli = noClasses()
            .that()
            .resideOutsideOfPackages("netmon.cli", "netmon.cli.image")
            .or()
            .haveSimpleName("CommandTree")
            .or()
            .haveSimpleName("FastPath")
            .or()
            .haveSimpleName("Main")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("picocli..");

    @ArchTest
    static void aCommandPackageKnowsNoOtherOne(JavaClasses cli) {
        for (String command : COMMANDS) {
            String[] others = COMMANDS.stream()
                    .filter(each -> !each.equals(command) && !(command.equals("doctor") && each.equals("status")))
                    .map(each -> "netmon.cli." + each + "..")
                    .toArray(String[]::new);
            noClasses()
                    .that()
                    .resideInAPackage("netmon.cli." + command + "..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(others)
                    .check(cli);
        }
    }

    /** What the commands share knows none of them. */
    @ArchTest
    static final ArchRule sharedPackagesDoNotKnowTheCommands = noClasses()
            .that()
            .resideInAnyPackage("netmon.cli.options", "netmon.cli.parse", "netmon.cli.text", "netmon.cli.session")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    COMMANDS.stream().map(each -> "netmon.cli." + each + "..").toArray(String[]::new));

    @ArchTest
    static final ArchRule textKnowsOnlyTheModel = noClasses()
            .that()
            .resideInAPackage("netmon.cli.text")
            .should()
            .dependOnClassesThat(
                    resideInAPackage("netmon..").and(resideOutsideOfPackages("netmon.cli.text", "netmon.model")));
}
