package netmon.scan.linux.ebpf;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.util.List;
import java.util.Map;
import netmon.model.Address;
import netmon.model.Endpoint;
import netmon.model.OwnerProcess;
import netmon.scan.linux.ebpf.records.Birth;
import netmon.scan.linux.ebpf.records.CountedSocket;
import netmon.scan.linux.ebpf.records.Origin;
import org.junit.jupiter.api.Test;

class OwnerOrderTest {
    private static final Endpoint LOCAL = new Endpoint(Address.ANY, 443);
    private static final Origin CURL = new Origin(7, 1, 100, 0, "curl");
    private static final OwnerProcess HOLDER = OwnerProcess.unresolved(200, "holder");
    private static final OwnerProcess SERVER = OwnerProcess.unresolved(300, "server");

    private final SocketCreators creators = new SocketCreators();

    @Test
    void whoHoldsASocketComesBeforeWhoCreatedIt() {
        creators.add(List.of(birth(100, "curl", "/usr/bin/curl")));
        assertEquals(
                new OwnerOrder.ChosenOwner(OwnerOrder.Way.HOLDER, List.of(HOLDER)),
                order(Map.of(7L, List.of(HOLDER))).of(socket(7, CURL)));
    }

    @Test
    void anAcceptedSocketBelongsToWhoHoldsItsListener() {
        Origin listener = new Origin(5, 0, 0, 0, "");
        assertEquals(
                new OwnerOrder.ChosenOwner(OwnerOrder.Way.LISTENERS_HOLDER, List.of(SERVER)),
                order(Map.of(5L, List.of(SERVER))).of(socket(9, listener)));
    }

    @Test
    void aCreatorThatIsGoneIsNamedByItsBirth() {
        creators.add(List.of(birth(100, "curl", "/usr/bin/curl")));
        OwnerOrder.ChosenOwner found = order(Map.of()).of(socket(7, CURL));
        assertEquals(OwnerOrder.Way.CREATOR, found.way());
        assertEquals(List.of(new OwnerProcess(100, 0, "/usr/bin/curl", "curl", null)), found.owners());
    }

    @Test
    void aCreatorWithoutABirthIsNamedByItsComm() {
        assertEquals(OwnerOrder.Way.COMM, order(Map.of()).of(socket(7, CURL)).way());
        creators.add(List.of(birth(99, "curl", "/opt/bin/curl")));
        assertEquals(
                "/opt/bin/curl",
                order(Map.of()).of(socket(7, CURL)).owners().get(0).path());
    }

    @Test
    void aSocketThatIsOlderThanThePrograms() {
        Origin old = new Origin(8, 0, 0, 0, "");
        assertEquals(
                OwnerOrder.Way.LISTENER_BY_PORT,
                order(Map.of()).of(socket(8, old)).way());
        CountedSocket udp = new CountedSocket(8, 2, old, 2, 2, 17, LOCAL, Endpoint.ANY);
        assertEquals(
                new OwnerOrder.ChosenOwner(OwnerOrder.Way.UNKNOWN, List.of()),
                order(Map.of()).of(udp));
    }

    /** Whoever closed it may have used it, or only kept it open. */
    @Test
    void aSocketThatWasPassedOnUnseenHasNoOwner() {
        Birth heir = new Birth(0, 7, 101, 0, "helper", "");
        creators.add(List.of(birth(100, "curl", "/usr/bin/curl"), heir));
        assertEquals(OwnerOrder.Way.UNKNOWN, order(Map.of()).of(socket(7, CURL)).way());
        assertEquals(OwnerOrder.Way.CREATOR, order(Map.of()).of(socket(8, CURL)).way());
    }

    @Test
    void afterExecAProcessHasAnotherBirth() {
        creators.add(List.of(birth(100, "bash", "/bin/bash"), birth(100, "curl", "/usr/bin/curl")));
        assertEquals("/bin/bash", creators.path(new Origin(1, 1, 100, 0, "bash")));
        assertEquals("/usr/bin/curl", creators.path(CURL));
        assertNull(creators.path(new Origin(1, 1, 100, 0, "wget")));
    }

    @Test
    void theOldestBirthsAreForgotten() {
        creators.add(List.of(birth(1, "first", "/first")));
        for (int tgid = 2; tgid < 5000; tgid++) {
            creators.add(List.of(birth(tgid, "later", "/later")));
        }
        assertNull(creators.of(new Origin(1, 1, 1, 0, "first")));
        assertEquals("/first", creators.path(new Origin(1, 1, 1, 0, "first")));
    }

    private OwnerOrder order(Map<Long, List<OwnerProcess>> holders) {
        return new OwnerOrder(
                cookie -> holders.getOrDefault(cookie, List.of()),
                port -> port == 443 ? List.of(SERVER) : List.of(),
                creators);
    }

    private static CountedSocket socket(long cookie, Origin origin) {
        return new CountedSocket(cookie, 2, origin, 2, 1, 6, LOCAL, Endpoint.ANY);
    }

    private static Birth birth(int tgid, String comm, String path) {
        return new Birth(1, 1, tgid, 0, comm, path);
    }
}
