package netmon.scan.macos.ntstat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.ByteBuffer;
import java.util.stream.Stream;
import netmon.scan.Fuzzed;
import netmon.scan.Resources;
import netmon.scan.macos.ntstat.SyntheticSource.Release;
import org.junit.jupiter.params.provider.MethodSource;

/** Any bytes in place of what the kernel control sends, live and recorded, beginning with messages of all kinds. */
class NtstatFuzzTest {
    @MethodSource("messages")
    @FuzzTest(maxDuration = "2m")
    void areReadOrRefused(byte[] bytes) {
        Hostile.readAll(bytes);
    }

    static Stream<byte[]> messages() {
        SyntheticSource source = new SyntheticSource(3, SyntheticSource.UDP).moved(1, 2);
        Stream<byte[]> made = Stream.of(
                source.update(Release.MACOS_12, 4),
                source.update(Release.MACOS_14, 0, 10007),
                source.countsMessage(0),
                source.descriptionMessage(Release.MACOS_14, 4),
                source.removed(8),
                source.added(),
                SyntheticSource.success(6, 2),
                SyntheticSource.error(6, 55));
        Stream<byte[]> recorded = Stream.of(
                        "closing-8796/0001/ntstat",
                        "closing-8796/0015/ntstat",
                        "quic-12377/0003/ntstat",
                        "macos27-tcp-update.bin",
                        "macos27-udp-update.bin")
                .map(name -> Resources.bytes("macos/ntstat/" + name).array());
        return Stream.concat(made, recorded);
    }

    /** What is done with bytes from strangers. */
    static final class Hostile {
        private static final int MOST = 1000;

        /** One for all: the fuzzer would fill the memory with buffers faster than they are freed. */
        private static final ByteBuffer RECORD = NtstatSockets.newRecord();

        private Hostile() {}

        static void readAll(byte[] bytes) {
            for (UnknownLengths policy : UnknownLengths.values()) {
                FakeKernelControl kernel = new FakeKernelControl();
                kernel.add(SyntheticSource.TCP);
                NtstatSockets live = new NtstatSockets(kernel, policy, () -> 0, MOST, RECORD);
                NtstatSockets replayed = new NtstatSockets(
                        () -> new RecordedControl(() -> ByteBuffer.wrap(bytes)), policy, () -> 0, MOST, RECORD);
                for (int i = 0; i < 3; i++) {
                    Fuzzed.readOrRefuse(live::read);
                    kernel.queue(bytes);
                    Fuzzed.readOrRefuse(replayed::read);
                }
                live.sources();
                live.health();
            }
            AnonymousNtstat.rewrite(ByteBuffer.wrap(bytes.clone()), address -> address, name -> name);
        }
    }
}
