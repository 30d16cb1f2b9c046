package netmon.scan.macos.ntstat;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import netmon.model.Address;
import netmon.model.Calibration;
import netmon.model.CalibrationText;
import netmon.model.Endpoint;
import netmon.model.OwnerProcess;
import netmon.model.Segments;
import netmon.model.Socket;
import netmon.model.Traffic;
import netmon.scan.Resources;
import netmon.scan.ScanException;
import netmon.scan.macos.ntstat.SyntheticSource.Release;
import netmon.scan.macos.ntstat.wire.Provider;
import netmon.scan.macos.ntstat.wire.UnknownLayoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class NtstatLayoutsTest {
    private static final Map<Integer, Provider> PROVIDERS = Map.of(
            2, Provider.TCP_KERNEL,
            3, Provider.TCP_USERLAND,
            4, Provider.UDP_KERNEL,
            5, Provider.UDP_USERLAND,
            8, Provider.QUIC_USERLAND);

    private final FakeKernelControl kernel = new FakeKernelControl();
    private final NtstatSockets sockets = new NtstatSockets(kernel, UnknownLengths.REFUSE, () -> 0);

    static Stream<Arguments> releasesAndProviders() {
        return Stream.of(Release.MACOS_12, Release.MACOS_14, Release.MACOS_27)
                .flatMap(release ->
                        PROVIDERS.keySet().stream().sorted().map(provider -> Arguments.of(release, provider)));
    }

    @ParameterizedTest
    @MethodSource("releasesAndProviders")
    void everyFieldIsReadInEveryLayout(Release release, int provider) throws ScanException {
        kernel.release = release;
        SyntheticSource source = kernel.add(provider).moved(1000, 2000);
        source.receivedPackets = 3;
        source.sentPackets = 4;
        source.wifiReceived = 1100;
        source.wiredSent = 2200;
        source.pid = 380;
        source.epid = 812;
        source.eupid = 70_812;
        source.remote = SyntheticSource.sockaddr("2001:db8::7", 443);
        sockets.read();
        NtstatSource expected = new NtstatSource(
                1,
                Objects.requireNonNull(PROVIDERS.get(provider)),
                380,
                812,
                70_501,
                70_812,
                4,
                provider == 2 || provider == 3 ? 4 : 0,
                new Endpoint(Address.parse("10.0.0.2"), 50_000),
                new Endpoint(Address.parse("2001:db8::7"), 443),
                "program",
                new Traffic(1000, 2000),
                new Segments(3, 4),
                new Traffic(1100, 2200),
                NtstatSource.Ending.OPEN);
        assertEquals(List.of(expected), sockets.sources());
    }

    @Test
    void twoRealMessagesOfMacos27AreRead() throws ScanException {
        kernel.open();
        NtstatSockets replayed = new NtstatSockets(
                () -> {
                    KernelControl control = kernel.open();
                    kernel.queue(
                            Resources.bytes("macos/ntstat/macos27-tcp-update.bin")
                                    .array(),
                            Resources.bytes("macos/ntstat/macos27-udp-update.bin")
                                    .array());
                    return control;
                },
                UnknownLengths.REFUSE,
                () -> 0);
        List<Socket> read = replayed.read().sockets();
        assertEquals(2, read.size());
        List<NtstatSource> sources = replayed.sources();
        NtstatSource tcp =
                sources.stream().filter(each -> each.srcref() == 2).findFirst().orElseThrow();
        assertEquals(new Traffic(300, 1000), tcp.payload());
        assertEquals(0xffb2, tcp.pid());
        assertEquals(0, tcp.epid());
        assertEquals(1, tcp.interfaceIndex());
        assertEquals("ntstat-fixture", tcp.name());
        assertEquals("127.0.0.1:57562", tcp.local().toString());
        assertEquals("127.0.0.1:57561", tcp.remote().toString());
        NtstatSource udp = sources.stream()
                .filter(each -> each.srcref() == 258)
                .findFirst()
                .orElseThrow();
        assertEquals(new Traffic(0, 64), udp.payload());
        assertEquals("127.0.0.1:9", udp.remote().toString());
        assertEquals(0xffb2, udp.pid());
    }

    @Test
    void anAddressOfLinkLocalScopeLosesTheInterfaceInIt() throws ScanException {
        kernel.add(SyntheticSource.UDP).local = SyntheticSource.sockaddr("fe80:4::1", 5353);
        assertEquals("[fe80:0:0:0:0:0:0:1]:5353", onlySocket().local().toString());
    }

    @Test
    void anIpv4AddressInAnIpv6SocketIsAnIpv4Address() throws ScanException {
        SyntheticSource source = kernel.add(SyntheticSource.TCP);
        byte[] mapped = SyntheticSource.sockaddr("2001:db8::1", 80);
        byte[] prefix = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, -1, -1, 10, 1, 2, 3};
        System.arraycopy(prefix, 0, mapped, 8, 16);
        source.remote = mapped;
        assertEquals("10.1.2.3:80", onlySocket().remote().toString());
    }

    @Test
    void anEndThatIsNotSetIsAny() throws ScanException {
        SyntheticSource source = kernel.add(SyntheticSource.UDP_FLOW);
        source.local = new byte[28];
        source.remote = SyntheticSource.sockaddr("0.0.0.0", 0);
        Socket socket = onlySocket();
        assertEquals(Endpoint.ANY, socket.local());
        assertEquals(Endpoint.ANY, socket.remote());
    }

    @Test
    void onlyTcpInStateListenListens() throws ScanException {
        kernel.add(SyntheticSource.TCP).state = 1;
        kernel.add(SyntheticSource.QUIC).state = 1;
        List<Socket> read = sockets.read().sockets();
        assertEquals(1, read.stream().filter(Socket::listening).count());
    }

    @Test
    void theProcessThatADaemonWorksForIsCharged() throws ScanException {
        SyntheticSource source = kernel.add(SyntheticSource.TCP);
        source.epid = 812;
        assertEquals(List.of(OwnerProcess.unresolved(812, null)), onlySocket().owners());
    }

    @Test
    void aToolOfAnotherProcessHasNoEpidAndIsChargedItself() throws ScanException {
        SyntheticSource source = kernel.add(SyntheticSource.TCP);
        source.epid = 0;
        source.name = "curl";
        assertEquals(List.of(OwnerProcess.unresolved(501, "curl")), onlySocket().owners());
    }

    @Test
    void aSourceOfProcessZeroHasNoOwnerAndIsCounted() throws ScanException {
        SyntheticSource source = kernel.add(SyntheticSource.UDP).moved(7, 0);
        source.pid = 0;
        source.epid = 0;
        assertEquals(List.of(), onlySocket().owners());
        assertEquals(1, sockets.health().ownerless());
    }

    @Test
    void aNameThatFillsItsFieldEndsWithIt() throws ScanException {
        kernel.add(SyntheticSource.TCP).name = "n".repeat(64);
        assertEquals("n".repeat(64), onlySocket().owners().get(0).command());
    }

    @Test
    void anUnknownLengthRefusesTheSourceForGood() {
        kernel.release = new Release(352, 280);
        kernel.add(SyntheticSource.TCP);
        UnknownLayoutException first = assertThrows(UnknownLayoutException.class, sockets::read);
        assertEquals(
                "ntstat: the kernel describes TCP_KERNEL in 352 bytes, a layout that netmon does not know",
                first.getMessage());
        assertEquals(1, kernel.closed);
        assertThrows(UnknownLayoutException.class, sockets::read);
        assertEquals(1, kernel.opened);
    }

    @Test
    void anUnknownLengthIsReadForTheProofAndNamed() throws ScanException {
        kernel.release = new Release(352, 284);
        kernel.add(SyntheticSource.TCP).moved(5, 6);
        kernel.add(SyntheticSource.UDP).moved(7, 8);
        NtstatSockets lenient = new NtstatSockets(kernel, UnknownLengths.READ, () -> 0);
        assertEquals(2, lenient.read().sockets().size());
        assertEquals(List.of("TCP 352", "UDP 284"), lenient.health().unknownLengths());
    }

    @Test
    void anUnknownLengthIsReadAfterAProofThatPassedAndRefusedAfterOneThatFailed() throws ScanException {
        kernel.release = new Release(352, 280);
        kernel.add(SyntheticSource.TCP).moved(5, 6);
        sockets.listLoopback(true);
        sockets.read();
        sockets.listLoopback(false);
        assertTrue(sockets.calibrate(proof("tcp4:in=1+0")));
        assertEquals(1, sockets.read().sockets().size());
        assertEquals(
                List.of("it describes sockets in lengths of no release that netmon knows: TCP 352"), sockets.remarks());

        assertFalse(sockets.calibrate(proof("tcp4:in=2+0")));
        assertThrows(UnknownLayoutException.class, sockets::read);
    }

    private static Calibration proof(String meaning) {
        return CalibrationText.parse("ntstat owner=yes closed=yes unsent=no others=yes " + meaning)
                .get(0);
    }

    @Test
    void aDescriptorThatIsTooShortIsRefusedEvenForTheProof() {
        kernel.release = new Release(256, 280);
        kernel.add(SyntheticSource.TCP);
        NtstatSockets lenient = new NtstatSockets(kernel, UnknownLengths.READ, () -> 0);
        assertThrows(UnknownLayoutException.class, lenient::read);
    }

    @Test
    void aProviderThatWasNotAskedForIsRefused() {
        kernel.add(9);
        UnknownLayoutException e = assertThrows(UnknownLayoutException.class, sockets::read);
        assertTrue(String.valueOf(e.getMessage()).contains("provider 9"), e.getMessage());
    }

    @Test
    void anUnknownFamilyOfAKernelSocketIsRefused() {
        SyntheticSource source = kernel.add(SyntheticSource.TCP);
        source.local[1] = 18;
        assertThrows(UnknownLayoutException.class, sockets::read);
    }

    @Test
    void whatAProcessWritesAsItsFlowsAddressCannotStopTheSource() throws ScanException {
        SyntheticSource source = kernel.add(SyntheticSource.QUIC).moved(1, 2);
        source.local[0] = 77;
        assertEquals(Endpoint.ANY, onlySocket().local());
        assertEquals(1, sockets.health().strangeAddresses());
    }

    @Test
    void anExtendedUpdateIsReadLikeAnUpdateWithALongerTail() throws ScanException {
        SyntheticSource source = new SyntheticSource(5, SyntheticSource.TCP).moved(11, 12);
        NtstatSockets extended = new NtstatSockets(
                () -> {
                    KernelControl control = kernel.open();
                    kernel.queue(source.update(new Release(400, 280), 0, 10007));
                    return control;
                },
                UnknownLengths.REFUSE,
                () -> 0);
        assertEquals(new Traffic(11, 12), extended.read().sockets().get(0).payload());
    }

    private Socket onlySocket() throws ScanException {
        List<Socket> read = sockets.read().sockets();
        assertEquals(1, read.size());
        return read.get(0);
    }
}
