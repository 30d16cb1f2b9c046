package netmon.scan.macos;

import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import netmon.model.NetworkLabel;
import netmon.model.NetworkLabel.LabelKind;
import netmon.scan.Machine;
import netmon.scan.NetworkSource;
import netmon.scan.ScanException;

/**
 * The name of the wireless network as {@code ipconfig getsummary} prints it; newer releases print {@code <redacted>}
 * instead, unless the user permits more. Then the hardware address of the router, as {@code arp} prints it.
 */
public final class MacNetworks implements NetworkSource {
    static final String SUMMARY = "ipconfig getsummary ";
    static final String ARP = "arp -n ";

    /** The indentation and the key of a line of a property list: {@code SSID : Home}. */
    private static final Pattern SSID = Pattern.compile("(?m)^ {2}SSID : (.+)$");

    private static final Pattern ROUTER = Pattern.compile("(?m)^ +Router : ([0-9.]+)$");

    private static final Pattern HARDWARE_ADDRESS = Pattern.compile(" at ([0-9a-f]{1,2}(?::[0-9a-f]{1,2}){5}) ");

    private final Machine machine;

    public MacNetworks(Machine machine) {
        this.machine = machine;
    }

    @Override
    public Map<String, NetworkLabel> read() throws ScanException {
        Map<String, NetworkLabel> labels = new HashMap<>();
        for (String each : machine.addresses().keySet()) {
            if (each.startsWith("en")) {
                String summary = machine.read(SUMMARY + each).text();
                NetworkLabel label = wireless(summary);
                label = label.kind() == LabelKind.NONE ? router(summary) : label;
                if (label.kind() != LabelKind.NONE) {
                    labels.put(each, label);
                }
            }
        }
        return labels;
    }

    private NetworkLabel router(String summary) {
        Matcher router = ROUTER.matcher(summary);
        try {
            return router.find()
                    ? hardwareAddress(machine.read(ARP + router.group(1)).text())
                    : NetworkLabel.UNKNOWN;
        } catch (ScanException e) {
            return NetworkLabel.UNKNOWN;
        }
    }

    /** The wireless network of a summary. */
    static NetworkLabel wireless(String summary) {
        Matcher name = SSID.matcher(summary);
        boolean isNamed = name.find() && !name.group(1).equals("<redacted>");
        return isNamed ? new NetworkLabel(LabelKind.WIFI, name.group(1)) : NetworkLabel.UNKNOWN;
    }

    /** The hardware address in a line of arp, each number with two digits: {@code 8:0:27:...} is printed. */
    static NetworkLabel hardwareAddress(String line) {
        Matcher found = HARDWARE_ADDRESS.matcher(line);
        if (!found.find()) {
            return NetworkLabel.UNKNOWN;
        }
        StringBuilder address = new StringBuilder();
        for (String each : found.group(1).split(":", -1)) {
            address.append(address.isEmpty() ? "" : ":")
                    .append(each.length() == 1 ? "0" : "")
                    .append(each);
        }
        return new NetworkLabel(LabelKind.ROUTER, address.toString());
    }
}
