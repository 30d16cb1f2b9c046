package netmon.setup;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import netmon.model.UnitFile;
import netmon.setup.Plan.Step;
import org.jspecify.annotations.Nullable;

/**
 * launchd or systemd, which starts the service at each login or at boot.
 *
 * @param kind NONE where neither runs, as in a container
 * @param tool launchctl or systemctl
 * @param domain the domain of launchd, such as {@code gui/501}; empty for systemd
 */
record ServiceManager(ManagerKind kind, String tool, String domain, boolean system, ProgramRunner programs) {
    private static final Pattern PLACEHOLDER = Pattern.compile("@([A-Z]+)@");

    enum ManagerKind {
        LAUNCHD,
        SYSTEMD,
        NONE
    }

    /** The manager that answers on this machine. */
    static ServiceManager of(SetupHost host, boolean system) throws SetupException {
        return switch (host.os()) {
            case MACOS -> launchd(host, system);
            case LINUX -> systemd(host, system);
            case OTHER -> new ServiceManager(ManagerKind.NONE, "", "", system, host.programs());
        };
    }

    private static ServiceManager launchd(SetupHost host, boolean system) throws SetupException {
        ProgramRunner programs = host.programs();
        Path tool = host.tool("launchctl");
        if (tool == null) {
            return new ServiceManager(ManagerKind.NONE, "launchctl", "", system, programs);
        }
        String domain = "system";
        if (!system) {
            // Over SSH there may be no session with a desktop, and so no domain gui/UID.
            domain = "gui/" + host.uid();
            if (!programs.run(List.of(tool.toString(), "print", domain)).isOk()) {
                domain = "user/" + host.uid();
            }
        }
        return new ServiceManager(ManagerKind.LAUNCHD, tool.toString(), domain, system, programs);
    }

    private static ServiceManager systemd(SetupHost host, boolean system) throws SetupException {
        ProgramRunner programs = host.programs();
        Path tool = host.tool("systemctl");
        if (tool != null) {
            ServiceManager manager = new ServiceManager(ManagerKind.SYSTEMD, tool.toString(), "", system, programs);
            if (programs.run(manager.systemctl("show-environment")).isOk()) {
                return manager;
            }
        }
        return new ServiceManager(ManagerKind.NONE, "systemctl", "", system, programs);
    }

    /** Stops an earlier service; its unit file and its registration stay. */
    List<Step> stop() {
        return switch (kind) {
            case LAUNCHD -> List.of(programs.optionalStep(List.of(tool, "bootout", domain + "/" + UnitFile.LABEL)));
            case SYSTEMD -> List.of(programs.optionalStep(systemctl("stop", UnitFile.UNIT)));
            case NONE -> List.of();
        };
    }

    /** Starts the service now and at each login or boot. An earlier step has written the file {@code unit}. */
    List<Step> start(Path unit) {
        return switch (kind) {
            case LAUNCHD ->
                List.of(
                        // A label that was disabled once, as in Login Items, refuses every bootstrap.
                        programs.optionalStep(List.of(tool, "enable", domain + "/" + UnitFile.LABEL)),
                        // The earlier service may need a moment to leave its domain.
                        programs.patientStep(List.of(tool, "bootstrap", domain, unit.toString())),
                        programs.step(List.of(tool, "kickstart", domain + "/" + UnitFile.LABEL)));
            case SYSTEMD ->
                List.of(
                        programs.step(systemctl("daemon-reload")),
                        programs.step(systemctl("enable", UnitFile.UNIT)),
                        programs.step(systemctl("restart", UnitFile.UNIT)));
            case NONE -> List.of();
        };
    }

    /** Starts a timer of systemd now and at each login or boot. An earlier step has written its file. */
    List<Step> startTimer(String timer) {
        return List.of(
                programs.step(systemctl("daemon-reload")),
                programs.step(systemctl("enable", timer)),
                programs.step(systemctl("restart", timer)));
    }

    /** Starts a job of launchd, and replaces an earlier one of the same label. */
    List<Step> startAgent(String label, Path file) {
        return List.of(
                programs.optionalStep(List.of(tool, "bootout", domain + "/" + label)),
                programs.optionalStep(List.of(tool, "enable", domain + "/" + label)),
                programs.patientStep(List.of(tool, "bootstrap", domain, file.toString())));
    }

    /** Stops a timer of systemd, or a job of launchd. */
    List<Step> stopTimer(String name) {
        return switch (kind) {
            case LAUNCHD -> List.of(programs.optionalStep(List.of(tool, "bootout", domain + "/" + name)));
            case SYSTEMD -> List.of(programs.optionalStep(systemctl("disable", "--now", name)));
            case NONE -> List.of();
        };
    }

    List<Step> remove(Path unit) {
        List<Step> steps = new ArrayList<>();
        if (kind == ManagerKind.SYSTEMD) {
            steps.add(programs.optionalStep(systemctl("disable", "--now", UnitFile.UNIT)));
        } else {
            steps.addAll(stop());
        }
        steps.add(Step.remove(unit));
        Path link = unit.resolveSibling(target() + ".wants").resolve(UnitFile.UNIT);
        if (kind == ManagerKind.NONE && Files.isSymbolicLink(link)) {
            steps.add(Step.remove(link)); // systemd, which normally removes it, does not run now
        }
        if (kind == ManagerKind.SYSTEMD) {
            steps.add(programs.optionalStep(systemctl("daemon-reload")));
        }
        return steps;
    }

    /** The text of the unit file; null if there is no manager to read it. */
    @Nullable
    String unit(InstallLayout layout) {
        Map<String, String> values = Map.of(
                "PROGRAM", layout.program().toString(),
                "DATABASE", layout.database().toString(),
                "LOG", layout.log().toString(),
                "OUT", layout.out().toString(),
                "SESSION", system ? "System" : domain.startsWith("user/") ? "Background" : "Aqua",
                "SYSTEM", system ? "" : "#", // lines that only a service of the whole system may have
                "TARGET", target());
        return switch (kind) {
            case LAUNCHD -> filled("com.netmon.service.plist", values, ServiceManager::escapedForXml);
            case SYSTEMD -> filled(UnitFile.UNIT, values, ServiceManager::escapedForSystemd);
            case NONE -> null;
        };
    }

    /** The text of a template for the manager of this machine, with values for its placeholders. */
    String filled(String template, Map<String, String> values) {
        return filled(
                template,
                values,
                kind == ManagerKind.LAUNCHD ? ServiceManager::escapedForXml : ServiceManager::escapedForSystemd);
    }

    /**
     * The text of a template, which scripts/install-launchd and install-systemd use too, with values for placeholders
     * such as {@code @PROGRAM@}. A placeholder without a value stays.
     */
    private static String filled(String template, Map<String, String> values, UnaryOperator<String> escaped) {
        try (InputStream in = ServiceManager.class.getResourceAsStream(template)) {
            if (in == null) {
                throw new IllegalStateException("the jar lacks " + template);
            }
            String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            return PLACEHOLDER.matcher(text).replaceAll(placeholder -> {
                String value = values.get(placeholder.group(1));
                return Matcher.quoteReplacement(value == null ? placeholder.group() : escaped.apply(value));
            });
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + template, e);
        }
    }

    private static String escapedForXml(String value) {
        return value.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }

    private static String escapedForSystemd(String value) {
        return value.replace("\\", "\\\\")
                .replace("\"", "\\\"")
                .replace("%", "%%")
                .replace("$", "$$");
    }

    private String target() {
        return system ? "multi-user.target" : "default.target";
    }

    private List<String> systemctl(String... words) {
        Stream<String> program = system ? Stream.of(tool) : Stream.of(tool, "--user");
        return Stream.concat(program, Stream.of(words)).toList();
    }
}
