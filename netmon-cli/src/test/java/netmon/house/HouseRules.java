package netmon.house;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.CompositeArchRule;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The rules about which package may know which. Each has a breach of its own in {@link Breach}. */
final class HouseRules {
    /** The packages that hold a command each, or the commands of one subject. */
    static final List<String> COMMANDS = List.of(
            "alerts",
            "doctor",
            "explain",
            "history",
            "live",
            "maintenance",
            "push",
            "report",
            "setup",
            "stats",
            "status");

    /** What a command is built from. */
    private static final List<String> SHARED = List.of("options", "session", "parse", "text", "client");

    private HouseRules() {}

    static ArchRule noCircleOfPackages() {
        return slices().matching("netmon.(**)").should().beFreeOfCycles();
    }

    static ArchRule aCommandKnowsNoOtherCommand() {
        List<ArchRule> rules = new ArrayList<>();
        for (String command : COMMANDS) {
            String[] others = COMMANDS.stream()
                    .filter(other -> !other.equals(command))
                    .filter(other -> !(command.equals("doctor") && other.equals("status")))
                    .flatMap(HouseRules::inside)
                    .toArray(String[]::new);
            rules.add(noClasses()
                    .that()
                    .resideInAnyPackage(inside(command).toArray(String[]::new))
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(others));
        }
        return all(rules);
    }

    static ArchRule whatCommandsShareKnowsNoCommand() {
        String[] shared = SHARED.stream().flatMap(HouseRules::inside).toArray(String[]::new);
        String[] commands = Stream.concat(
                        Stream.of("netmon.cli", "netmon.cli.image.."),
                        COMMANDS.stream().flatMap(HouseRules::inside))
                .toArray(String[]::new);
        return noClasses()
                .that()
                .resideInAnyPackage(shared)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(commands);
    }

    static ArchRule textKnowsOnlyTheModel() {
        return noClasses()
                .that()
                .resideInAPackage("netmon.cli.text..")
                .should()
                .dependOnClassesThat(netmonOutside("netmon.cli.text", "netmon.model"));
    }

    static ArchRule protocolKnowsOnlyTheModel() {
        return noClasses()
                .that()
                .resideInAPackage("netmon.protocol..")
                .should()
                .dependOnClassesThat(netmonOutside("netmon.protocol", "netmon.model"));
    }

    static ArchRule jlineOnlyInLive() {
        return only("org.jline..", "netmon.cli.live..");
    }

    static ArchRule gsonOnlyInText() {
        return only("com.google.gson..", "netmon.cli.text..");
    }

    static ArchRule socketsOfTheFileSystemOnlyInClientAndControl() {
        return noClasses()
                .that()
                .resideOutsideOfPackages(
                        "netmon.cli.client..", "netmon.service.control..", "netmon.scan.linux.resolved..")
                .should()
                .dependOnClassesThat()
                .haveFullyQualifiedName("java.net.UnixDomainSocketAddress");
    }

    static ArchRule theStoreHidesItsInside() {
        return noClasses()
                .that()
                .resideOutsideOfPackage("netmon.store..")
                .should()
                .dependOnClassesThat(new DescribedPredicate<>("are behind the doors of the store") {
                    @Override
                    public boolean test(JavaClass each) {
                        return each.getPackageName()
                                        .matches("netmon\\.store\\.(sqlite|rows|blocks|compaction|detail)(\\..*)?")
                                && !each.getSimpleName().equals("DriverPreload");
                    }
                });
    }

    /** Recordings replay every system's readers, so they know all of them. */
    static ArchRule onlyPlatformKnowsAnOperatingSystem() {
        return all(List.of(
                onlyKnownTo("netmon.scan.macos.."),
                onlyKnownTo("netmon.scan.linux.."),
                onlyKnownTo("netmon.scan.oshi..")));
    }

    private static ArchRule onlyKnownTo(String system) {
        return noClasses()
                .that()
                .resideOutsideOfPackages(system, "netmon.platform..", "netmon.scan.recording..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage(system);
    }

    static ArchRule onlyCommandTreeAndImageKnowPicocli() {
        return noClasses()
                .that()
                .resideInAnyPackage(
                        COMMANDS.stream().flatMap(HouseRules::inside).toArray(String[]::new))
                .should()
                .dependOnClassesThat()
                .resideInAPackage("picocli..");
    }

    private static ArchRule only(String library, String user) {
        return noClasses()
                .that()
                .resideOutsideOfPackage(user)
                .should()
                .dependOnClassesThat()
                .resideInAPackage(library);
    }

    private static Stream<String> inside(String part) {
        return Stream.of("netmon.cli." + part + "..");
    }

    private static DescribedPredicate<JavaClass> netmonOutside(String... allowed) {
        return new DescribedPredicate<>("are netmon's and outside of " + String.join(", ", allowed)) {
            @Override
            public boolean test(JavaClass each) {
                String name = each.getPackageName() + ".";
                return name.startsWith("netmon.") && Stream.of(allowed).noneMatch(one -> name.startsWith(one + "."));
            }
        };
    }

    private static ArchRule all(List<ArchRule> rules) {
        CompositeArchRule all = CompositeArchRule.of(rules.get(0).allowEmptyShould(true));
        for (ArchRule rule : rules.subList(1, rules.size())) {
            all = all.and(rule.allowEmptyShould(true));
        }
        return all;
    }

    static ArchRule theModelKnowsJavaAlone() {
        return classes()
                .that()
                .resideInAPackage("netmon.model")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage("java..", "org.jspecify.annotations", "netmon.model");
    }
}
