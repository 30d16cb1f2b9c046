package netmon.scan.macos.ntstat;

import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import netmon.attribution.SocketDeltas;
import netmon.attribution.SocketTraffic;
import netmon.model.OwnerProcess;
import netmon.model.Traffic;
import netmon.scan.Resources;
import netmon.scan.ScanException;
import netmon.scan.recording.Recording;

/** A made-up recording, and the sums per application that the made-up kernel reported. */
record NtstatSample(String name) {
    /** The name of each application by the path of its executable. */
    Map<String, String> names() {
        Map<String, String> names = new HashMap<>();
        Matcher entries = Pattern.compile("\"([^\"]+)\": *\"([^\"]+)\"").matcher(section("\"names\": {"));
        while (entries.find()) {
            names.put(entries.group(1), entries.group(2));
        }
        return names;
    }

    /** Payload by application, all ticks but the first. */
    Map<String, Traffic> truth() {
        Map<String, Traffic> truth = new TreeMap<>();
        Matcher entries = Pattern.compile("\"([^\"]+)\": *\\[\\s*(\\d+),\\s*(\\d+)\\s*\\]")
                .matcher(section("\"3\": {"));
        while (entries.find()) {
            truth.put(
                    entries.group(1), new Traffic(Long.parseLong(entries.group(2)), Long.parseLong(entries.group(3))));
        }
        return truth;
    }

    Recording recording() throws ScanException {
        return new Recording(dir());
    }

    Path dir() {
        try {
            return Path.of(Objects.requireNonNull(NtstatSample.class.getResource("/macos/ntstat/" + name))
                    .toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    /** What a source makes of the recording; the recording is moved from tick to tick here. */
    Map<String, Traffic> sums(NtstatSockets source, Recording recording) throws ScanException {
        Map<String, String> names = names();
        Map<String, Traffic> sums = new TreeMap<>();
        SocketDeltas deltas = new SocketDeltas();
        while (recording.next()) {
            for (SocketTraffic each : deltas.update(source.read())) {
                Traffic payload = Objects.requireNonNull(each.payload());
                if (!payload.isNone()) {
                    OwnerProcess owner = each.socket().owners().get(0);
                    String path = String.valueOf(recording.of(owner.pid(), null).path());
                    sums.merge(names.getOrDefault(path, path), payload, Traffic::plus);
                }
            }
        }
        return sums;
    }

    private String section(String start) {
        String text = Resources.text("macos/ntstat/" + name + ".truth.json");
        int from = text.indexOf(start) + start.length();
        return text.substring(from, text.indexOf('}', from));
    }
}
