import java.nio.file.Path;
import java.util.List;
import netmon.model.AppTraffic;
import netmon.model.Counters;
import netmon.model.Delta;
import netmon.model.InterfaceTraffic;
import netmon.model.Sample;
import netmon.model.Traffic;
import netmon.store.TrafficWriter;

/** Writes a month of applications whose names attack a page. scripts/checks/report runs it from source. */
final class HostileHistory {
    private static final List<String> NAMES = List.of(
            "Safari", "</script><img src=x onerror=alert(1)>", "gnp.\u202Eexe", "__proto__", "nul\u0000",
            "long".repeat(125), "' onclick='alert(2)", "--> <!--", "]]>", "&lt;b&gt;", "ssh", "Unattributed");

    private HostileHistory() {}

    /** Arguments: FILE. */
    public static void main(String[] args) throws Exception {
        long now = System.currentTimeMillis() / 1000;
        try (TrafficWriter log = TrafficWriter.open(Path.of(args[0]))) {
            for (long at = now - 29 * 86_400L; at < now; at += 3600) {
                long hour = at / 3600;
                List<AppTraffic> apps = NAMES.stream()
                        .map(each -> new AppTraffic(
                                each, new Traffic(1_000_000 + hour % 24 * each.length(), 1_000), Traffic.NONE))
                        .toList();
                Traffic sum = apps.stream().map(AppTraffic::traffic).reduce(Traffic.NONE, Traffic::plus);
                Delta delta = new Delta(List.of(new InterfaceTraffic("eth0", true, sum)));
                log.append(new Sample(at, 1_000_000_000L, delta, apps, new Counters("boot", List.of()), List.of()));
            }
        }
    }
}
