package netmon.house;

import com.tngtech.archunit.lang.ArchRule;
import java.util.List;
import java.util.function.Supplier;

/**
 * A rule of the house with sources that break it.
 *
 * @param name of the rule
 * @param rule that must hold for netmon, and must not hold once the sources are added
 * @param sources of planted classes
 */
record Breach(String name, Supplier<ArchRule> rule, List<String> sources) {
    /** Every rule of {@link HouseRules}. */
    static List<Breach> all() {
        return List.of(
                new Breach(
                        "no circle of packages",
                        HouseRules::noCircleOfPackages,
                        List.of(
                                "package netmon.cli.planted; public class One { netmon.cli.planted.two.Two two; }",
                                "package netmon.cli.planted.two; public class Two { netmon.cli.planted.One one; }")),
                new Breach(
                        "a command knows no other command",
                        HouseRules::aCommandKnowsNoOtherCommand,
                        List.of(
                                "package netmon.cli.stats; public class Planted { netmon.cli.history.Planted other; }",
                                "package netmon.cli.history; public class Planted {}")),
                new Breach(
                        "what commands share knows no command",
                        HouseRules::whatCommandsShareKnowsNoCommand,
                        List.of(
                                "package netmon.cli.parse; public class Planted { netmon.cli.history.Planted other; }",
                                "package netmon.cli.history; public class Planted {}")),
                new Breach(
                        "text knows only the model",
                        HouseRules::textKnowsOnlyTheModel,
                        List.of("package netmon.cli.text; public class Planted { netmon.store.TrafficReader other; }")),
                new Breach(
                        "the protocol knows only the model",
                        HouseRules::protocolKnowsOnlyTheModel,
                        List.of("package netmon.protocol; public class Planted { netmon.store.TrafficReader other; }")),
                new Breach(
                        "JLine only in live",
                        HouseRules::jlineOnlyInLive,
                        List.of("package netmon.cli.stats; public class Planted { org.jline.terminal.Terminal it; }")),
                new Breach(
                        "Gson only in text",
                        HouseRules::gsonOnlyInText,
                        List.of("package netmon.cli.stats; public class Planted { com.google.gson.Gson it; }")),
                new Breach(
                        "sockets of the file system only in client and control",
                        HouseRules::socketsOfTheFileSystemOnlyInClientAndControl,
                        List.of("package netmon.cli.stats;"
                                + " public class Planted { java.net.UnixDomainSocketAddress it; }")),
                new Breach(
                        "the store hides its inside",
                        HouseRules::theStoreHidesItsInside,
                        List.of(
                                "package netmon.service.tick; public class Planted { netmon.store.rows.Planted it; }",
                                "package netmon.store.rows; public class Planted {}")),
                new Breach(
                        "only platform knows an operating system",
                        HouseRules::onlyPlatformKnowsAnOperatingSystem,
                        List.of(
                                "package netmon.service.tick; public class Planted { netmon.scan.macos.Planted it; }",
                                "package netmon.scan.macos; public class Planted {}")),
                new Breach(
                        "no command knows picocli",
                        HouseRules::onlyCommandTreeAndImageKnowPicocli,
                        List.of("package netmon.cli.stats; public class Planted { picocli.CommandLine it; }")),
                new Breach(
                        "the model knows Java alone",
                        HouseRules::theModelKnowsJavaAlone,
                        List.of("package netmon.model; public class Planted { netmon.store.TrafficReader other; }")));
    }

    @Override
    public String toString() {
        return name;
    }
}
