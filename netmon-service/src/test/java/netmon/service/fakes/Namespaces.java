package netmon.service.fakes;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Two network namespaces with a link between them, for root on Linux. Only the tests move bytes there. */
public final class Namespaces implements AutoCloseable {
    /** The address of the far end. */
    public static final String FAR = "10.231.7.2";

    /** The interface of the near end. */
    public static final String NEAR_INTERFACE = "near0";

    private static final String NEAR = "10.231.7.1";
    private static final String NEAR_HARDWARE = "02:00:00:00:07:01";
    private static final String FAR_HARDWARE = "02:00:00:00:07:02";

    private final String near = "netmon-near-" + ProcessHandle.current().pid();
    private final String far = "netmon-far-" + ProcessHandle.current().pid();

    private Namespaces() {}

    /** Creates them, or skips the test if that is not possible. */
    public static Namespaces make() {
        assumeTrue(
                System.getProperty("os.name").equals("Linux") && run("ip", "netns", "list") == 0,
                "skipped: there is no ip netns here");
        Namespaces both = new Namespaces();
        boolean made = run("ip", "netns", "add", both.near) == 0
                && run("ip", "netns", "add", both.far) == 0
                && run("ip", "netns", "exec", both.near, "true") == 0; // fails where the root is no mount point
        if (!made) {
            both.close();
        }
        assumeTrue(made, "skipped: only root may make network namespaces");
        silence(both.near);
        silence(both.far);
        must(("ip link add " + NEAR_INTERFACE + " netns " + both.near + " address " + NEAR_HARDWARE)
                + (" type veth peer name far0 netns " + both.far + " address " + FAR_HARDWARE));
        connect(both.near, NEAR_INTERFACE, NEAR, FAR, FAR_HARDWARE);
        connect(both.far, "far0", FAR, NEAR, NEAR_HARDWARE);
        return both;
    }

    /** The start of a command line that runs at the near end. */
    public List<String> near() {
        return List.of("ip", "netns", "exec", near);
    }

    /** The start of a command line that runs at the far end. */
    public List<String> far() {
        return List.of("ip", "netns", "exec", far);
    }

    /** Starts a program that sends datagrams to the far end until it is killed. */
    public Process datagrams() throws IOException {
        List<String> command = new ArrayList<>(near());
        command.addAll(List.of("bash", "-c", "while :; do echo hello >/dev/udp/" + FAR + "/9; sleep 0.01; done"));
        return new ProcessBuilder(command)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    /** The bytes of the near interface in the kernel's counters: received, sent. */
    public List<Long> kernel() throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(near());
        command.addAll(List.of("cat", "/proc/net/dev"));
        Process process = new ProcessBuilder(command).start();
        String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
        process.waitFor();
        String line = text.lines()
                .filter(each -> each.strip().startsWith(NEAR_INTERFACE + ":"))
                .findFirst()
                .orElseThrow(() -> new AssertionError(text));
        String[] fields = line.strip().split("[: ]+", -1);
        return List.of(Long.parseLong(fields[1]), Long.parseLong(fields[9]));
    }

    @Override
    public void close() {
        run("ip", "netns", "del", near);
        run("ip", "netns", "del", far);
    }

    /** Switches off the kernel's own packets on a new interface, which would come between two readings. */
    private static void silence(String namespace) {
        run("ip", "netns", "exec", namespace, "sysctl", "-qw", "net.ipv6.conf.default.disable_ipv6=1");
    }

    /** Gives an interface its address; the other end is a fixed neighbour, so that the kernel sends no ARP. */
    private static void connect(String namespace, String name, String address, String other, String hardware) {
        String ip = "ip -n " + namespace;
        must(ip + " addr add " + address + "/24 dev " + name);
        must(ip + " link set " + name + " up");
        must(ip + " neigh add " + other + " lladdr " + hardware + " nud permanent dev " + name);
    }

    private static void must(String command) {
        int status = run(command.split(" ", -1));
        if (status != 0) {
            throw new AssertionError(command + " ended with status " + status);
        }
    }

    private static int run(String... command) {
        try {
            return new ProcessBuilder(command)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .onExit()
                    .join()
                    .exitValue();
        } catch (IOException e) {
            return -1; // the program does not exist
        }
    }
}
