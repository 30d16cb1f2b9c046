package netmon.scan.linux.ebpf;

import static org.junit.jupiter.api.Assertions.assertEquals;

import netmon.model.Endpoint;
import netmon.scan.linux.ebpf.records.CountedSocket;
import netmon.scan.linux.ebpf.records.Origin;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EntryFilterTest {
    private static final long OWN = 3;

    /** A filter for which sock_diag lists the socket with cookie 7, and no other. */
    private final EntryFilter filter = new EntryFilter(OWN, cookie -> cookie == 7);

    @ParameterizedTest
    @CsvSource({
        "3,8,8,2,1,6,true,own namespace",
        "4,8,8,2,1,6,false,another namespace",
        "0,7,7,2,1,6,true,older than the programs and listed",
        "0,8,7,2,1,6,true,accepted by a listener that is listed",
        "0,8,8,2,1,6,false,older than the programs and of another namespace",
        "3,8,8,2,3,6,false,a raw socket that listens to TCP",
        "3,8,8,2,3,1,true,ping",
        "3,8,8,2,3,58,true,ping by IPv6",
        "3,8,8,2,2,17,true,UDP",
    })
    void aSocketWeighsHere(
            long netns, long cookie, long creator, int index, int type, int protocol, boolean weighs, String why) {
        Origin origin = new Origin(creator, netns, 0, 0, "");
        CountedSocket socket = new CountedSocket(cookie, index, origin, 2, type, protocol, Endpoint.ANY, Endpoint.ANY);
        assertEquals(weighs, filter.isOwn(socket) && EntryFilter.isOnlyReceiver(socket), why);
    }
}
