package netmon.scan.recording;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import netmon.scan.ScanException;
import netmon.scan.linux.AnonymousCounters;
import netmon.scan.linux.AnonymousDumps;
import netmon.scan.macos.ntstat.AnonymousNtstat;

/**
 * Removes personal data from a recording: IP and hardware addresses, names of users and hosts, and paths below home
 * folders are replaced, each by the same text in all files. Sums stay the same. Unknown files are left out.
 */
public final class Anonymiser {
    private static final Set<String> NUMBERS = Set.of(
            "at",
            "mono",
            "uptime",
            "platform",
            "version",
            "calibration",
            "socket owners",
            "run times",
            "bpf lost",
            "bpf own");

    /** Files with sentences about netmon itself. */
    private static final Set<String> SENTENCES = Set.of("doctor.tsv", "netmon-service.log");

    /** The text of an alert may consist of an application's name. */
    private static final Pattern ALERT = Pattern.compile("(?<=\\balert \\d{1,9}: ).*");

    /** Every name below it counts as personal. */
    private static final String HIDDEN = "/home/user/";

    private static final Pattern TEXT = Pattern.compile("(?:proc net|netstat|nettop|lsof) .*");
    private final OtherAddresses addresses = new OtherAddresses();
    private final OtherAddressText addressText = new OtherAddressText(addresses);
    private final OtherNames names = new OtherNames();
    private final Set<String> births = new LinkedHashSet<>();
    private final Set<String> paths = new LinkedHashSet<>();
    private final Map<String, String> boots = new HashMap<>();

    /**
     * @param homes home folders outside the usual places
     * @param users names to remove, in addition to those found in the recording
     * @param hosts names to remove
     */
    public Anonymiser(Set<String> homes, Set<String> users, Set<String> hosts) {
        homes.forEach(names::home);
        users.forEach(names::user);
        hosts.forEach(names::host);
    }

    public void copy(Path from, Path to) throws ScanException {
        try {
            List<Path> files = files(from);
            for (Path each : files) {
                learn(each);
            }
            births.forEach(this::birthPath); // once all whole paths are known
            Recorder.makeFolder(to);
            for (Path each : files) {
                byte[] other = other(each.getFileName().toString(), Files.readAllBytes(each));
                if (other.length > 0 || Files.size(each) == 0) {
                    Recorder.keep(to, from.relativize(each), other);
                }
            }
        } catch (IOException e) {
            throw new ScanException("cannot anonymise " + from + ": " + e.getMessage(), e);
        }
    }

    String text(String text) {
        return names.text(addressText.replace(text));
    }

    private static List<Path> files(Path from) throws IOException {
        try (Stream<Path> all = Files.walk(from)) {
            return all.filter(Files::isRegularFile)
                    .sorted(Comparator.naturalOrder())
                    .toList();
        }
    }

    private void learn(Path file) throws IOException, ScanException {
        String name = file.getFileName().toString();
        if (name.equals("processes.tsv")) {
            for (String line : Files.readString(file).split("\n", -1)) {
                List.of(line.split("\t", -1)).stream().skip(2).forEach(path -> {
                    names.learn(path);
                    paths.add(path);
                });
            }
        } else if (name.equals("bpf births")) {
            AnonymousCounters.paths(ByteBuffer.wrap(Files.readAllBytes(file)), births::add);
        } else if (name.startsWith("lsof ")) {
            new String(Files.readAllBytes(file), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> line.startsWith("L"))
                    .forEach(line -> names.user(line.substring(1)));
        } else if (SENTENCES.contains(name)) {
            Files.readString(file).lines().forEach(names::sentence);
        }
    }

    /** The new content; empty for an unknown file. */
    private byte[] other(String name, byte[] bytes) throws ScanException {
        if (name.startsWith("sock_diag ")) {
            AnonymousDumps.sockets(ByteBuffer.wrap(bytes), addresses::of);
            return bytes;
        }
        if (name.equals("links")) {
            AnonymousDumps.links(ByteBuffer.wrap(bytes), this::interfaceName, addressText::replace);
            return bytes;
        }
        if (name.equals("ntstat")) {
            AnonymousNtstat.rewrite(ByteBuffer.wrap(bytes), addresses::of, this::text);
            return bytes;
        }
        if (name.equals("bpf counts")) {
            AnonymousCounters.counts(ByteBuffer.wrap(bytes), addresses::of, this::text);
            return bytes;
        }
        if (name.equals("bpf births")) {
            AnonymousCounters.births(ByteBuffer.wrap(bytes), this::text, this::birthPath);
            return bytes;
        }
        if (NUMBERS.contains(name) || name.endsWith(".exit")) {
            return bytes;
        }
        String text = new String(bytes, StandardCharsets.UTF_8);
        return otherText(name, text).getBytes(StandardCharsets.UTF_8);
    }

    private String otherText(String name, String text) {
        if (name.startsWith("lsof ")) { // a letter, then its value
            return lines(text, line -> line.isEmpty() ? "" : line.charAt(0) + field(line.charAt(0), line.substring(1)));
        }
        return switch (name) {
            case "boot" -> boots.computeIfAbsent(text.strip(), key -> key.isEmpty() ? "" : "boot" + (boots.size() + 1));
            case "addresses.tsv" -> lines(text, this::ownAddress);
            case RouteRows.FILE, "sys class net" -> lines(text, this::cells);
            case CgroupRows.FILE -> lines(text, this::text);
            case "processes.tsv" -> lines(text, this::process);
            case "netstat -ibn" -> text(links(text));
            case "doctor.tsv", "netmon-service.log" -> lines(text, this::sentence);
            default -> TEXT.matcher(name).matches() ? text(text) : "";
        };
    }

    private String field(char letter, String value) {
        return letter == 'L' ? names.otherUser(value) : text(value);
    }

    /** Drops the rows of addresses: they show networks in formats of their own, and netmon does not read them. */
    private static String links(String text) {
        return text.lines()
                .filter(line -> line.startsWith("Name") || line.contains("<Link#"))
                .map(line -> line + "\n")
                .collect(Collectors.joining());
    }

    private static String lines(String text, UnaryOperator<String> other) {
        return text.lines().map(line -> other.apply(line) + "\n").collect(Collectors.joining());
    }

    private String ownAddress(String line) {
        int tab = line.indexOf('\t');
        return tab < 0 ? "" : interfaceName(line.substring(0, tab)) + text(line.substring(tab));
    }

    /** Routes, and interfaces with their devices: each cell is an address, an interface or a device of the machine. */
    private String cells(String line) {
        return Stream.of(line.split("\t", -1))
                .map(cell -> cell.indexOf('/') < 0 ? interfaceName(cell) : addressText.replace(cell))
                .collect(Collectors.joining("\t"));
    }

    /** The last names of a path alone do not show whether it is below a home folder, but for a known process. */
    private String birthPath(String path) {
        if (path.isEmpty() || path.startsWith("/")) {
            names.learn(path);
            return names.path(path);
        }
        String known = paths.stream()
                .filter(each -> each.endsWith("/" + path))
                .findFirst()
                .orElse(HIDDEN + path);
        String[] other = names.path(known).split("/", -1);
        int length = path.split("/", -1).length;
        return String.join("/", List.of(other).subList(other.length - length, other.length));
    }

    private String process(String line) {
        String[] cells = line.split("\t", -1);
        for (int i = 2; i < cells.length; i++) {
            cells[i] = cells[i].isEmpty() ? "" : names.path(cells[i]);
        }
        return String.join("\t", cells);
    }

    private String sentence(String line) {
        return names.sentence(addressText.replace(ALERT.matcher(line).replaceFirst("...")));
    }

    private String interfaceName(String name) {
        return names.sameLength(addressText.replace(name));
    }
}
