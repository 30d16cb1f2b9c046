package netmon.scan.linux.interfaces;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import netmon.model.Address;
import netmon.model.NetworkLabel;
import netmon.model.NetworkLabel.LabelKind;
import netmon.model.NetworkRoute;
import netmon.scan.Machine;
import netmon.scan.ProgramOutput;
import netmon.scan.ScanException;
import org.junit.jupiter.api.Test;

class LinuxNetworksTest {
    private static final int NL80211 = 28;
    private static final int RTM_NEWNEIGH = 28;
    private static final byte[] MAC = {2, 0x1b, 0, (byte) 0xff, 4, 5};

    private final Map<String, byte[]> answers = new HashMap<>();

    private static byte[] message(int type, int header, Object... attributes) {
        ByteBuffer bytes = ByteBuffer.allocate(512).order(ByteOrder.nativeOrder());
        bytes.putInt(0).putShort((short) type).putShort((short) 2).putInt(1).putInt(0);
        bytes.position(bytes.position() + header);
        for (int i = 0; i < attributes.length; i += 2) {
            byte[] value = (byte[]) attributes[i + 1];
            bytes.putShort((short) (4 + value.length)).putShort((short) (int) (Integer) attributes[i]);
            bytes.put(value).position(bytes.position() + (-value.length & 3));
        }
        bytes.putInt(0, bytes.position());
        bytes.putInt(20)
                .putShort((short) 3)
                .putShort((short) 2)
                .putInt(1)
                .putInt(0)
                .putInt(0);
        byte[] whole = new byte[bytes.position()];
        bytes.get(0, whole);
        return whole;
    }

    private static byte[] text(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private Map<String, NetworkLabel> read() throws ScanException {
        return new LinuxNetworks(new Machine() {
                    @Override
                    public ProgramOutput read(String name) throws ScanException {
                        byte[] answer = answers.get(name);
                        if (answer == null) {
                            throw new ScanException("the kernel has no netlink family nl80211");
                        }
                        return new ProgramOutput(ByteBuffer.wrap(answer), 0);
                    }

                    @Override
                    public List<NetworkRoute> routes() {
                        Address router = Address.parse("192.168.1.1");
                        return List.of(
                                new NetworkRoute(Address.ANY, 0, true, "wlan0", router),
                                new NetworkRoute(Address.parse("10.0.0.0"), 8, true, "eth1", router),
                                new NetworkRoute(Address.ANY, 0, true, "tun0", null));
                    }

                    @Override
                    public String boot() {
                        return "";
                    }
                })
                .read();
    }

    @Test
    void theRouterOfTheDefaultRouteStandsIn() throws ScanException {
        answers.put("neighbours", message(RTM_NEWNEIGH, 12, 1, new byte[] {(byte) 192, (byte) 168, 1, 1}, 2, MAC));

        assertEquals(Map.of("wlan0", new NetworkLabel(LabelKind.ROUTER, "02:1b:00:ff:04:05")), read());
    }

    @Test
    void theNameOfTheWirelessNetworkComesFirst() throws ScanException {
        answers.put("neighbours", message(RTM_NEWNEIGH, 12, 1, new byte[] {(byte) 192, (byte) 168, 1, 1}, 2, MAC));
        answers.put("wireless", message(NL80211, 4, 3, new byte[4], 4, text("wlan0\0"), 52, text("Café \u202e2")));

        assertEquals(Map.of("wlan0", new NetworkLabel(LabelKind.WIFI, "Café \u202e2")), read());
    }

    @Test
    void aWirelessInterfaceWithoutAConnectionHasNoName() throws ScanException {
        answers.put(
                "neighbours", message(RTM_NEWNEIGH, 12, 1, new byte[] {(byte) 192, (byte) 168, 1, 1}, 2, new byte[6]));
        answers.put("wireless", message(NL80211, 4, 3, new byte[4], 4, text("wlan0\0")));

        assertEquals(Map.of(), read());
    }
}
