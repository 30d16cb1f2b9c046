package netmon.scan.linux.interfaces;

import java.util.HashSet;
import java.util.Set;
import netmon.scan.Machine;
import netmon.scan.ScanException;

/**
 * The transports of the PPP interfaces in this namespace, as far as the kernel reports them. It does not report which
 * PPP interface uses which transport.
 *
 * <p>{@code /proc/net/pppoe} has a line for each session:
 *
 * <pre>{@code
 * Id       Address              Device
 * 00000007 00:11:22:33:44:55    eth0
 * }</pre>
 *
 * @param devices names of the interfaces that carry PPPoE sessions
 * @param count how many PPPoE sessions there are
 * @param hasTunnels whether there are PPP sessions inside IP packets (L2TP, PPTP)
 */
public record PppSessions(Set<String> devices, int count, boolean hasTunnels) {
    public static final PppSessions NONE = new PppSessions(Set.of(), 0, false);

    private static final int DEVICE = 2;

    public PppSessions {
        devices = Set.copyOf(devices);
    }

    public static PppSessions read(Machine machine) {
        Set<String> devices = new HashSet<>();
        int count = 0;
        for (String line : table(machine, "proc net pppoe").split("\n", -1)) {
            String[] fields = line.strip().split(" +", DEVICE + 2);
            if (fields.length > DEVICE && !fields[DEVICE].equals("Device")) {
                devices.add(fields[DEVICE]);
                count++;
            }
        }
        boolean hasTunnels =
                hasSession(table(machine, "proc net pppol2tp")) || hasSession(table(machine, "proc net pptp"));
        return new PppSessions(devices, count, hasTunnels);
    }

    /** Whether so many PPP interfaces all run over others, where their bytes are counted. */
    boolean carryAll(long interfaces) {
        return hasTunnels || interfaces <= count;
    }

    /** The interfaces that carry all PPP interfaces; none where some of these may be tunnels. */
    Set<String> onlyDevices() {
        return hasTunnels ? Set.of() : devices;
    }

    private static boolean hasSession(String table) {
        return table.lines().skip(1).anyMatch(line -> !line.isBlank());
    }

    private static String table(Machine machine, String name) {
        try {
            return machine.read(name).text();
        } catch (ScanException e) {
            return ""; // the driver is not loaded
        }
    }
}
