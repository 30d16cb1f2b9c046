package netmon.scan.linux.interfaces;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import netmon.scan.ScanException;
import netmon.scan.linux.Recorded;
import org.junit.jupiter.api.Test;

/** The dumps come from Linux 6.18: a machine, a namespace full of virtual interfaces, and a container. */
class LinksTest {
    private static final int ETHERNET = 1;
    private static final int LOOPBACK = 772;
    private static final int NONE = 65534;

    @Test
    void aVirtualMachinesCardHasNoKind() throws ScanException {
        Links links = Links.parse(Recorded.resource("links-host.bin"));
        assertEquals(
                List.of(
                        new Link(1, "lo", LOOPBACK, true, true, "", 0, 0, false, "", ""),
                        new Link(2, "ifb0", ETHERNET, false, false, "ifb", 0, 0, false, "02:93:f2:b2:c1:f0", ""),
                        new Link(3, "ifb1", ETHERNET, false, false, "ifb", 0, 0, false, "5e:42:17:ad:7d:a7", ""),
                        new Link(4, "eth0", ETHERNET, false, true, "", 0, 0, false, "02:fc:00:00:00:01", "virtio2")),
                links.all());
        assertFalse(links.torn());
    }

    @Test
    void virtualInterfacesHaveAKindAMasterAndAParent() throws ScanException {
        assertEquals(
                List.of(
                        new Link(1, "lo", LOOPBACK, true, true, "", 0, 0, false, "", ""),
                        new Link(2, "br0", ETHERNET, false, true, "bridge", 0, 0, false, "06:ee:fa:64:5e:86", ""),
                        new Link(3, "ifb0", ETHERNET, false, false, "ifb", 0, 0, false, "fa:4e:b9:14:0e:5b", ""),
                        new Link(4, "ve1", ETHERNET, false, true, "veth", 0, 5, false, "62:30:4b:07:c7:58", ""),
                        new Link(5, "ve0", ETHERNET, false, true, "veth", 0, 4, false, "16:22:87:1a:7d:b1", ""),
                        new Link(6, "vp1", ETHERNET, false, false, "veth", 0, 7, false, "be:0b:3a:e7:60:eb", ""),
                        new Link(7, "vp0", ETHERNET, false, true, "veth", 2, 6, false, "06:ee:fa:64:5e:86", ""),
                        new Link(8, "mv0", ETHERNET, false, true, "macvlan", 0, 5, false, "e6:c3:52:1e:4c:1b", ""),
                        new Link(9, "vx0", ETHERNET, false, false, "vxlan", 0, 0, false, "9e:d3:98:2a:95:2b", ""),
                        new Link(10, "tun0", NONE, false, false, "tun", 0, 0, false, "", ""),
                        new Link(11, "tap0", ETHERNET, false, false, "tun", 0, 0, false, "c2:17:09:ae:79:f2", "")),
                Links.parse(Recorded.resource("links-virtual.bin")).all());
    }

    @Test
    void aContainersWireHasItsPeerInAnotherNamespace() throws ScanException {
        List<Link> links = Links.parse(Recorded.resource("links-container.bin")).all();
        assertEquals(
                new Link(2, "eth0", ETHERNET, false, true, "veth", 0, 0, true, "86:43:aa:50:2f:b7", ""), links.get(1));
    }

    @Test
    void aDumpWithoutItsEndIsTorn() throws ScanException {
        ByteBuffer bytes = Recorded.resource("links-host.bin");
        int first = bytes.order(ByteOrder.nativeOrder()).getInt(0);
        assertTrue(Links.parse(bytes.limit(first)).torn());
    }

    @Test
    void aMessageCutShortIsAnError() {
        ByteBuffer bytes = Recorded.resource("links-host.bin").limit(100);
        assertThrows(ScanException.class, () -> Links.parse(bytes));
    }
}
