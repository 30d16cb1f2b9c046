package netmon.scan.linux.interfaces;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import netmon.model.Address;
import netmon.model.NetworkLabel;
import netmon.model.NetworkLabel.LabelKind;
import netmon.model.NetworkRoute;
import netmon.scan.Machine;
import netmon.scan.NetworkSource;
import netmon.scan.ScanException;
import netmon.scan.linux.netlink.NetlinkMessages;

/**
 * The name of the wireless network, as nl80211 reports it; else the hardware address of the router, from the kernel's
 * table of neighbours.
 *
 * <p>Formats: a message of nl80211 is a {@code struct genlmsghdr} of 4 bytes and attributes (4: name of the interface,
 * 52: SSID), see {@code linux/nl80211.h}. A neighbour is a {@code struct ndmsg} of 12 bytes and attributes (1: address,
 * 2: hardware address), see {@code linux/neighbour.h}.
 */
public final class LinuxNetworks implements NetworkSource {
    public static final String WIRELESS = "wireless";
    public static final String NEIGHBOURS = "neighbours";

    private static final int GENERIC_HEADER = 4;
    private static final int IFNAME = 4;
    private static final int SSID = 52;
    private static final int NEIGHBOUR_HEADER = 12;
    private static final int DESTINATION = 1;
    private static final int HARDWARE_ADDRESS = 2;

    /** Each router has one; a tunnel's has none, or one of zeros. */
    private static final int MAC_BYTES = 6;

    private final Machine machine;

    public LinuxNetworks(Machine machine) {
        this.machine = machine;
    }

    @Override
    public Map<String, NetworkLabel> read() throws ScanException {
        Map<Address, String> neighbours = neighbours(machine.read(NEIGHBOURS).bytes());
        Map<String, NetworkLabel> labels = new HashMap<>();
        for (NetworkRoute each : machine.routes()) {
            String router = each.gateway() == null || !each.isDefault() ? null : neighbours.get(each.gateway());
            if (router != null) {
                labels.putIfAbsent(each.interfaceName(), new NetworkLabel(LabelKind.ROUTER, router));
            }
        }
        labels.putAll(wireless());
        return labels;
    }

    /** Most machines have no nl80211: the kernel then has no such answer. */
    private Map<String, NetworkLabel> wireless() {
        try {
            return wireless(machine.read(WIRELESS).bytes());
        } catch (ScanException e) {
            return Map.of();
        }
    }

    /** The networks by interface; a wireless interface without a connection has none. */
    static Map<String, NetworkLabel> wireless(ByteBuffer bytes) throws ScanException {
        Map<String, NetworkLabel> labels = new HashMap<>();
        NetlinkMessages.each(WIRELESS, bytes, (type, data, from, to) -> {
            String[] found = {"", ""};
            NetlinkMessages.eachAttribute(data, from + GENERIC_HEADER, to, (attribute, value, first, end) -> {
                if (attribute == IFNAME) {
                    found[0] = KernelName.decode(value.slice(first, Math.max(0, end - first - 1)));
                } else if (attribute == SSID) {
                    found[1] = text(value, first, end);
                }
            });
            if (!found[0].isEmpty() && !found[1].isEmpty()) {
                labels.put(found[0], new NetworkLabel(LabelKind.WIFI, found[1]));
            }
        });
        return labels;
    }

    /** An SSID is any bytes; nearly all are UTF-8. */
    private static String text(ByteBuffer bytes, int from, int to) {
        byte[] name = new byte[to - from];
        bytes.get(from, name);
        return new String(name, StandardCharsets.UTF_8);
    }

    /** The hardware addresses by address. */
    static Map<Address, String> neighbours(ByteBuffer bytes) throws ScanException {
        Map<Address, String> neighbours = new HashMap<>();
        NetlinkMessages.each(NEIGHBOURS, bytes, (type, data, from, to) -> {
            Address[] address = {Address.ANY};
            String[] hardware = {""};
            NetlinkMessages.eachAttribute(data, from + NEIGHBOUR_HEADER, to, (attribute, value, first, end) -> {
                int length = end - first;
                if (attribute == DESTINATION && (length == 4 || length == 16)) {
                    address[0] = Address.of(value.slice(first, length), length);
                } else if (attribute == HARDWARE_ADDRESS && length == MAC_BYTES) {
                    byte[] mac = new byte[length];
                    value.get(first, mac);
                    hardware[0] = HexFormat.ofDelimiter(":").formatHex(mac);
                }
            });
            if (!hardware[0].isEmpty() && !hardware[0].equals("00:00:00:00:00:00")) {
                neighbours.put(address[0], hardware[0]);
            }
        });
        return neighbours;
    }
}
