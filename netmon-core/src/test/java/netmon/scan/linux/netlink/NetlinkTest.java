package netmon.scan.linux.netlink;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import netmon.scan.ScanException;
import netmon.scan.linux.sockets.SockDiagMessages;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** Asks the kernel that the tests run on for protocols and groups that it does not have. */
class NetlinkTest {
    private static final int NO_SUCH_PROTOCOL = 31;
    private static final int NO_SUCH_GROUP = 500;
    private static final int SOCK_DIAG_BY_FAMILY = 20;
    private static final byte[] NO_SUCH_FAMILY = new byte[56];

    @Test
    @EnabledOnOs(OS.LINUX)
    void aMissingProtocolOrGroupIsAnError() {
        assertEquals(
                "netlink: could not open a netlink socket, error 93",
                assertThrows(
                                ScanException.class,
                                () -> Netlink.open(NO_SUCH_PROTOCOL).close())
                        .getMessage());
        assertThrows(
                ScanException.class,
                () -> Netlink.open(Netlink.SOCK_DIAG, NO_SUCH_GROUP).close());
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void anErrorInPlaceOfADumpEndsItAndTheNextOneIsWhole() throws ScanException {
        try (Netlink socket = Netlink.open(Netlink.SOCK_DIAG)) {
            NativeBuffer answer = new NativeBuffer();
            socket.dump(SOCK_DIAG_BY_FAMILY, NO_SUCH_FAMILY, answer);
            ScanException refused =
                    assertThrows(ScanException.class, () -> SockDiagMessages.each("a dump", answer.bytes(), row -> {}));
            assertTrue(refused.toString().contains("a dump: the kernel answers with error "), refused.toString());
            answer.clear();
            byte[] tcp = NO_SUCH_FAMILY.clone();
            ByteBuffer.wrap(tcp)
                    .order(ByteOrder.nativeOrder())
                    .put((byte) 2)
                    .put((byte) 6)
                    .putInt(4, -1);
            socket.dump(SOCK_DIAG_BY_FAMILY, tcp, answer);
            assertFalse(SockDiagMessages.each("a dump", answer.bytes(), row -> {}));
        }
    }

    @Test
    void aDumpEndsWithItsLastMessageAnErrorOrAnImpossibleLength() {
        int done = NetlinkMessages.DONE;
        assertFalse(endsDump(header(16, 20)));
        assertTrue(endsDump(header(16, done)));
        assertTrue(endsDump(header(16, 20), header(16, done)));
        assertTrue(endsDump(header(0, 20)));
        assertTrue(endsDump(header(-4, 20)));
        assertTrue(endsDump(header(Integer.MAX_VALUE, 20), header(16, 20)));
        assertFalse(endsDump());
    }

    private static boolean endsDump(ByteBuffer... messages) {
        ByteBuffer datagram = ByteBuffer.allocate(256).order(ByteOrder.nativeOrder());
        for (ByteBuffer message : messages) {
            datagram.put(message);
        }
        return NetlinkMessages.endsDump(datagram.flip(), 0);
    }

    private static ByteBuffer header(int length, int type) {
        return ByteBuffer.allocate(NetlinkMessages.HEADER)
                .order(ByteOrder.nativeOrder())
                .putInt(length)
                .putShort((short) type)
                .clear();
    }
}
