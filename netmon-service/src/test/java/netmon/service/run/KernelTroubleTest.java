package netmon.service.run;

import netmon.scan.ProgramOutput;
import netmon.scan.linux.sockets.SockDiag;
import netmon.scan.lsof.Lsof;
import netmon.service.fakes.FakeKernel;
import netmon.service.fakes.FakeSockets;
import netmon.service.fakes.LogRecord;

import static org.junit.jupiter.api.Assertions.assertEquals;

import ch.qos.logback.classic.Level;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The service with a kernel that refuses or interrupts its requests. */
class KernelTroubleTest {
    private static final String TCP4 = "sock_diag tcp4";
    private static final String COUNTED = "interfaces that count: eth0";
    private static final String READ_BY_LSOF = "sockets are read by lsof, since better ways do not work: ";
    private static final int NO_SUCH_PROTOCOL = 2;
    private static final int NOT_PERMITTED = 1;
    private static final short DUMP_INTERRUPTED = 0x10;
    private static final int ROUTE = 16;

    @TempDir
    private Path folder;

    private final FakeKernel kernel = new FakeKernel(20);

    static Stream<Arguments> troubles() {
        return Stream.of(
                trouble("sock_diag tcp4: refused", kernel -> kernel.lacks(TCP4)),
                trouble(
                        "sock_diag tcp4: the kernel answers with error 2",
                        kernel -> kernel.answers(TCP4, FakeKernel.error(NO_SUCH_PROTOCOL))),
                trouble(
                        "sock_diag tcp6: the kernel answers with error 1",
                        kernel -> kernel.answers("sock_diag tcp6", FakeKernel.error(NOT_PERMITTED))),
                trouble(
                        "sock_diag tcp4: a message of 300 bytes at 5700 of 5900",
                        kernel -> kernel.answers(TCP4, FakeKernel.truncated(kernel.answer(TCP4), 116))),
                trouble(
                        "sock_diag tcp4: a message of type 16 with 84 bytes",
                        kernel -> kernel.answers(TCP4, FakeKernel.message(100, ROUTE))));
    }

    private static Arguments trouble(String reason, Consumer<FakeKernel> change) {
        return Arguments.of(reason, change);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("troubles")
    void leadsToTheNextSourceAndOneLineInTheLog(String reason, Consumer<FakeKernel> change) throws Exception {
        change.accept(kernel);
        try (LogRecord log = new LogRecord();
                Bench bench = start()) {
            bench.moves("curl", 100_000, 0).seconds(100);

            assertEquals(List.of(COUNTED, READ_BY_LSOF + reason), log.atLeast(Level.INFO));
            assertEquals(List.of(), bench.rows.unequal());
            assertEquals(List.of("curl 100000 0"), bench.rows.apps());
        }
    }

    @ParameterizedTest
    @MethodSource("refusals")
    void aQuestionThatSockDiagCanDoWithoutIsSaidOnceToBeRefused(String question, String line) throws Exception {
        kernel.lacks(question);
        try (LogRecord log = new LogRecord();
                Bench bench = start()) {
            for (int second = 0; second < 200; second++) {
                bench.moves("curl", 100_000, 0).second();
            }
            assertEquals(
                    List.of(COUNTED, line + question + ": refused", "sockets are read by sock_diag"),
                    log.atLeast(Level.INFO));
            assertEquals(List.of(), bench.rows.unequal());
        }
    }

    static Stream<Arguments> refusals() {
        return Stream.of(
                Arguments.of("sock_diag udp4", "UDP sockets are not listed: "),
                Arguments.of("sock_diag destroyed", "the final bytes of closed sockets are not reported: "));
    }

    @Test
    void anInterruptedDumpIsUsedAndNothingIsSaid() throws Exception {
        ProgramOutput whole = kernel.answer(TCP4);
        whole.bytes().order(ByteOrder.nativeOrder()).putShort(6, DUMP_INTERRUPTED);
        kernel.answers(TCP4, whole);
        try (LogRecord log = new LogRecord();
                Bench bench = start()) {
            bench.moves("curl", 100_000, 0).seconds(10);

            assertEquals(List.of(COUNTED, "sockets are read by sock_diag"), log.atLeast(Level.INFO));
            assertEquals(List.of(), bench.rows.unequal());
        }
    }

    private Bench start() throws Exception {
        FakeSockets processes = new FakeSockets();
        return Bench.start(folder.resolve("netmon.db"), List.of(new SockDiag(kernel, processes), Lsof.source(kernel)));
    }
}
