package netmon.scan.linux.ebpf.containers;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import netmon.model.Address;
import netmon.model.Endpoint;
import netmon.scan.linux.ebpf.records.CountedSocket;
import netmon.scan.linux.ebpf.records.Origin;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** On files as a machine with a little-endian processor has them. */
@EnabledOnOs(OS.LINUX)
class OlderGuestsTest {
    private static final String HEADING = "  sl  local_address rem_address   st tx_queue rx_queue tr tm->when\n";
    private static final Endpoint FAR = new Endpoint(Address.parse("10.99.0.2"), 5001);

    @TempDir
    private Path proc;

    private long now;
    private OlderGuests older = new OlderGuests(null, () -> now);

    @BeforeEach
    void aMachineWithOneContainer() throws IOException {
        older = new OlderGuests(proc, () -> now);
        process("self", 1);
        process("10", 1);
        process("30", 2);
        process("31", 2);
        say(10, "tcp", " 0: 0100630A:9C40 0200630A:1389 01 0 0 0\n");
        say(30, "tcp", " 0: 0200610A:9C41 0200630A:1389 01 0 0 0\n 1: 00000000:1F90 00000000:0000 0A 0 0 0\n");
        say(30, "udp6", " 5: 000080FE00000000FF005450B6AB2EFE:9C42 0000000000000000FFFF00000200630A:1389 01 0 0\n");
    }

    @Test
    void aSocketIsFoundByItsPortAndItsFarEnd() {
        assertEquals(30, older.pid(socket(6, 0x9C41, FAR)));
        assertEquals(30, older.pid(socket(17, 0x9C42, FAR)));
        assertEquals(0, older.pid(socket(6, 0x9C42, FAR)));
        assertEquals(0, older.pid(socket(1, 0x9C41, FAR)));
    }

    @Test
    void anAcceptedSocketIsFoundByItsListener() {
        assertEquals(30, older.pid(socket(6, 8080, new Endpoint(Address.parse("192.0.2.1"), 40_000))));
    }

    @Test
    void socketsOfNetmonsOwnNamespaceAreNoGuests() {
        assertEquals(0, older.pid(socket(6, 0x9C40, FAR)));
    }

    @Test
    void ofTwoNamespacesWithSuchASocketNeitherHasIt() throws IOException {
        process("40", 3);
        say(40, "tcp", " 0: 00000000:1F90 00000000:0000 0A 0 0 0\n");
        assertEquals(0, older.pid(socket(6, 8080, FAR)));
        assertEquals(30, older.pid(socket(6, 0x9C41, FAR)));
    }

    @Test
    void theNamespacesAreReadAgainAfterAWhile() throws IOException {
        Endpoint other = new Endpoint(Address.parse("10.99.0.2"), 5002);
        assertEquals(0, older.pid(socket(6, 0x9C41, other)));
        say(30, "tcp", " 0: 0200610A:9C41 0200630A:138A 01 0 0 0\n");
        now = TimeUnit.SECONDS.toNanos(9);
        assertEquals(0, older.pid(socket(6, 0x9C41, other)));
        now = TimeUnit.SECONDS.toNanos(10);
        assertEquals(30, older.pid(socket(6, 0x9C41, other)));
    }

    private void process(String name, int namespace) throws IOException {
        Path ns = Files.createDirectories(proc.resolve(name).resolve("ns"));
        Files.createSymbolicLink(ns.resolve("net"), Path.of("net:[" + namespace + "]"));
        Files.createDirectories(proc.resolve(name).resolve("net"));
    }

    private void say(int pid, String file, String lines) throws IOException {
        Files.writeString(proc.resolve(pid + "/net/" + file), HEADING + lines);
    }

    private static CountedSocket socket(int protocol, int port, Endpoint remote) {
        return new CountedSocket(
                9, 2, new Origin(9, 0, 0, 0, ""), 2, 1, protocol, new Endpoint(Address.ANY, port), remote);
    }
}
