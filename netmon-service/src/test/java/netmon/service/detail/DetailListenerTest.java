package netmon.service.detail;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import netmon.attribution.Claim;
import netmon.attribution.SocketTraffic;
import netmon.attribution.SocketTraffic.SocketChange;
import netmon.model.Address;
import netmon.model.AppTraffic;
import netmon.model.Counters;
import netmon.model.Delta;
import netmon.model.DetailKind;
import netmon.model.Endpoint;
import netmon.model.NetworkScope;
import netmon.model.OwnerProcess;
import netmon.model.Protocol;
import netmon.model.Sample;
import netmon.model.Socket;
import netmon.model.Traffic;
import netmon.model.TrafficPart;
import netmon.model.TrafficPart.PartOrigin;
import netmon.scan.Processes;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DetailListenerTest {
    private static final Processes PROCESSES = new Processes() {
        @Override
        public OwnerProcess of(long pid, @Nullable String command) {
            return new OwnerProcess(pid, 1, "/opt/chrome/Helper (Renderer) (deleted)", null, null);
        }

        @Override
        public long started(long pid) {
            return 1;
        }
    };

    private final List<Sample> taken = new ArrayList<>();
    private final List<Address> destinations = new ArrayList<>();

    @Test
    void thePartsTellWhatTheSettingNames() {
        Claim claim = claim("192.168.1.9:443", "10.0.0.5:50000", 100);

        assertEquals(
                List.of(new PartOrigin(
                        "Chrome", "Helper (Renderer)", "u7", "192.168.1.9", 443, Protocol.TCP, NetworkScope.LAN)),
                origins(EnumSet.allOf(DetailKind.class), claim));
        assertEquals(
                List.of(new PartOrigin("Chrome", "Helper (Renderer)", "", "", 0, null, NetworkScope.UNKNOWN)),
                origins(Set.of(DetailKind.PROCESS), claim));
        assertEquals(
                List.of(new PartOrigin("Chrome", "", "", "", 443, Protocol.TCP, NetworkScope.UNKNOWN)),
                origins(Set.of(DetailKind.PORT), claim));
    }

    @Test
    void onlyStoredDestinationsGetNames() {
        Claim claim = claim("192.168.1.9:443", "10.0.0.5:50000", 100);
        parts(Set.of(DetailKind.PROCESS, DetailKind.PORT), 100, claim);
        assertEquals(List.of(), destinations);

        parts(Set.of(DetailKind.DESTINATION), 100, claim, claim("0.0.0.0:0", "10.0.0.5:51000", 1));
        assertEquals(List.of(Address.parse("192.168.1.9")), destinations);
    }

    @Test
    void thePortIsThatOfTheService() {
        assertEquals(22, port("8.8.8.8:51000", "10.0.0.5:22"));
        assertEquals(443, port("8.8.8.8:443", "10.0.0.5:51000"));
        assertEquals(51413, port("8.8.8.8:51413", "10.0.0.5:51000"));
    }

    @Test
    void thePartsAddUpToTheApplications() {
        Claim one = claim("8.8.8.8:443", "10.0.0.5:50000", 100);
        Claim other = claim("9.9.9.9:443", "10.0.0.5:50001", 50);
        List<TrafficPart> parts = parts(EnumSet.allOf(DetailKind.class), 200, one, other);

        assertEquals(2, parts.size());
        assertEquals(
                new Traffic(200, 20), parts.stream().map(TrafficPart::traffic).reduce(Traffic.NONE, Traffic::plus));
    }

    @Test
    void bytesWithoutASocketAreOfUnknownOrigin() {
        assertEquals(
                List.of(new PartOrigin("Chrome", "", "", "", 0, null, NetworkScope.UNKNOWN)),
                origins(EnumSet.allOf(DetailKind.class)));
    }

    @Test
    void theNamesOfUsersComeFromTheFilePasswd(@TempDir Path dir) throws Exception {
        Path passwd = Files.writeString(dir.resolve("passwd"), "root:x:0:0:root:/root:/bin/sh\nbroken\n");
        Files.createDirectory(dir.resolve("17"));
        String uid = String.valueOf(Files.getAttribute(dir.resolve("17"), "unix:uid"));

        assertEquals(uid.equals("0") ? "root" : uid, new ProcessUsers(dir, passwd).apply(17));
        assertEquals("", new ProcessUsers(dir, passwd).apply(18));
    }

    private int port(String remote, String local) {
        return origins(Set.of(DetailKind.PORT), claim(remote, local, 100))
                .get(0)
                .port();
    }

    private List<PartOrigin> origins(Set<DetailKind> kinds, Claim... claims) {
        return parts(kinds, 100, claims).stream().map(TrafficPart::origin).toList();
    }

    private List<TrafficPart> parts(Set<DetailKind> kinds, long received, Claim... claims) {
        ProcessNames names = new ProcessNames(PROCESSES, pid -> "u" + pid);
        List<AppTraffic> apps = List.of(new AppTraffic("Chrome", new Traffic(received, received / 10), Traffic.NONE));
        Sample sample = new Sample(1, 1, new Delta(List.of()), apps, new Counters("boot", List.of()), List.of());
        new DetailListener((each, unused) -> taken.add(each), kinds, names, List::of, destinations::add)
                .take(sample, List.of(claims));
        return taken.get(taken.size() - 1).parts();
    }

    private static Claim claim(String remote, String local, long received) {
        Traffic payload = new Traffic(received, received / 10);
        OwnerProcess owner = OwnerProcess.unresolved(7, null);
        Socket socket = new Socket(
                Protocol.TCP, endpoint(local), endpoint(remote), 1, false, false, List.of(owner), payload, null);
        return new Claim(List.of("Chrome"), new SocketTraffic(socket, payload, null, SocketChange.STAYED));
    }

    private static Endpoint endpoint(String text) {
        int colon = text.lastIndexOf(':');
        return new Endpoint(Address.parse(text.substring(0, colon)), Integer.parseInt(text.substring(colon + 1)));
    }
}
