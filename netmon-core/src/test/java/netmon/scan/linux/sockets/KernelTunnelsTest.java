package netmon.scan.linux.sockets;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import netmon.scan.linux.Recorded;
import netmon.scan.linux.netlink.NetlinkMessages;
import org.junit.jupiter.api.Test;

class KernelTunnelsTest {
    private static final String DEVICES = """
            Inter-|   Receive                                                |  Transmit
             face |bytes    packets errs drop fifo frame compressed multicast|bytes    packets errs drop fifo
                lo: 100 3 0 0 0 0 0 0 100 3 0 0 0 0 0 0
            vxlan7: 9000000 6000 0 0 0 0 0 0 500 30 0 0 0 0 0 0
              eth0:9500000 6100 0 0 0 0 0 0 900 50 0 0 0 0 0 0
            """;

    private final Recorded machine = new Recorded().with("proc net dev", DEVICES);
    private final KernelTunnels tunnels = new KernelTunnels();

    @Test
    void thePacketsOfTunnelsInsideTheKernelAreCounted() {
        machine.with("links", links("vxlan7", "vxlan"));
        assertEquals(6000, tunnels.received(machine));
    }

    @Test
    void theTunnelOfAProgramIsNotCounted() {
        machine.with("links", links("vxlan7", "tun"));
        assertEquals(0, tunnels.received(machine));
        assertEquals(0, machine.asked("proc net dev"));
    }

    @Test
    void interfacesAreListedSeldom() {
        machine.with("links", links("vxlan7", "wireguard"));
        for (int poll = 0; poll < 10; poll++) {
            assertEquals(6000, tunnels.received(machine));
        }
        assertEquals(1, machine.asked("links"));
    }

    @Test
    void aMachineThatDoesNotListItsInterfacesHasNoTunnel() {
        assertEquals(0, tunnels.received(machine));
    }

    private static ByteBuffer links(String name, String kind) {
        ByteBuffer attributes = ByteBuffer.allocate(200).order(ByteOrder.nativeOrder());
        attribute(attributes, 3, name);
        ByteBuffer inner = ByteBuffer.allocate(100).order(ByteOrder.nativeOrder());
        attribute(inner, 1, kind);
        attributes.putShort((short) (4 + inner.position())).putShort((short) 18).put(inner.flip());
        int length = NetlinkMessages.HEADER + 16 + attributes.position();
        return ByteBuffer.allocate(length + NetlinkMessages.HEADER)
                .order(ByteOrder.nativeOrder())
                .putInt(length)
                .putShort((short) 16)
                .position(NetlinkMessages.HEADER + 16)
                .put(attributes.flip())
                .putInt(NetlinkMessages.HEADER)
                .putShort((short) NetlinkMessages.DONE)
                .rewind();
    }

    private static void attribute(ByteBuffer into, int type, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        into.putShort((short) (4 + bytes.length)).putShort((short) type).put(bytes);
        into.position((into.position() + 3) / 4 * 4);
    }
}
