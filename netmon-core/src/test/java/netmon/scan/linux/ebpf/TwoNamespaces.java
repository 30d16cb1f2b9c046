package netmon.scan.linux.ebpf;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Two network namespaces with a veth pair between them, for root on Linux. Neighbours are fixed and IPv6 is off, so
 * that nothing but a test's sockets moves bytes there.
 */
final class TwoNamespaces implements AutoCloseable {
    static final String FAR_ADDRESS = "10.231.8.2";

    private static final String NEAR_ADDRESS = "10.231.8.1";
    private static final String NEAR_MAC = "02:00:0a:e7:08:01";
    private static final String FAR_MAC = "02:00:0a:e7:08:02";

    private final String near = "ebpf-near-" + ProcessHandle.current().pid();
    private final String far = "ebpf-far-" + ProcessHandle.current().pid();

    private TwoNamespaces() {}

    /** Creates both namespaces, or skips the test where that is not possible. */
    static TwoNamespaces make() {
        TwoNamespaces both = new TwoNamespaces();
        boolean made = run("ip netns add " + both.near)
                && run("ip netns add " + both.far)
                && run("ip netns exec " + both.near + " true"); // fails where the root is no mount point
        if (!made) {
            both.close();
        }
        assumeTrue(made, "skipped: only root may make network namespaces");
        both.connect();
        return both;
    }

    /** Starts a Java class of the tests in the near namespace. */
    Process near(Class<?> main, String... arguments) throws IOException {
        return start(near, main, arguments);
    }

    Process far(Class<?> main, String... arguments) throws IOException {
        return start(far, main, arguments);
    }

    /** What the near end has received and sent, in bytes, as {@code /proc/net/dev} has it. */
    long[] nearCounters() throws IOException {
        return counters(near, "near0");
    }

    long[] farCounters() throws IOException {
        return counters(far, "far0");
    }

    @Override
    public void close() {
        run("ip netns del " + near);
        run("ip netns del " + far);
    }

    /** A Java class of the tests as a child of this JVM. */
    static ProcessBuilder java(List<String> prefix, Class<?> main, String... arguments) {
        List<String> command = new ArrayList<>(prefix);
        String classes = System.getProperty("java.class.path");
        command.addAll(List.of(System.getProperty("java.home") + "/bin/java", "-Xshare:auto", "-cp", classes));
        command.add(main.getName());
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT);
    }

    private static Process start(String namespace, Class<?> main, String... arguments) throws IOException {
        return java(List.of("ip", "netns", "exec", namespace), main, arguments).start();
    }

    private void connect() {
        for (String each : List.of(near, far)) {
            must("ip netns exec " + each + " sysctl -qw net.ipv6.conf.default.disable_ipv6=1");
        }
        must("ip link add near0 netns " + near + " address " + NEAR_MAC + " type veth peer name far0 netns " + far
                + " address " + FAR_MAC);
        must("ip -n " + near + " addr add " + NEAR_ADDRESS + "/24 dev near0");
        must("ip -n " + far + " addr add " + FAR_ADDRESS + "/24 dev far0");
        must("ip -n " + near + " link set near0 up");
        must("ip -n " + far + " link set far0 up");
        must("ip -n " + near + " neigh replace " + FAR_ADDRESS + " lladdr " + FAR_MAC + " dev near0 nud permanent");
        must("ip -n " + far + " neigh replace " + NEAR_ADDRESS + " lladdr " + NEAR_MAC + " dev far0 nud permanent");
    }

    private static long[] counters(String namespace, String device) throws IOException {
        Process cat = new ProcessBuilder("ip", "netns", "exec", namespace, "cat", "/proc/net/dev").start();
        String text = new String(cat.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
        String line = text.lines()
                .filter(each -> each.strip().startsWith(device + ":"))
                .findFirst()
                .orElseThrow(() -> new AssertionError(text));
        String[] fields = line.strip().split("[: ]+", -1);
        return new long[] {Long.parseLong(fields[1]), Long.parseLong(fields[9])};
    }

    private static void must(String command) {
        if (!run(command)) {
            throw new AssertionError("failed: " + command);
        }
    }

    private static boolean run(String command) {
        try {
            return new ProcessBuilder(command.split(" ", -1))
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .redirectError(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .onExit()
                            .join()
                            .exitValue()
                    == 0;
        } catch (IOException e) {
            return false; // there is no such program
        }
    }
}
