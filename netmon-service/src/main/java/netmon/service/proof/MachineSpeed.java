package netmon.service.proof;

import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.function.BooleanSupplier;

/** Tells a busy machine from an idle one, by the time that a small exchange over loopback takes. */
final class MachineSpeed implements BooleanSupplier {
    private static final int ROUNDS = 200;
    private static final int BYTES = 100;

    /** Twenty times what an idle machine needs; a guess. */
    private static final Duration SLOW = Duration.ofMillis(100);

    /** True if the machine is so busy that a slow answer says nothing about a source. */
    @Override
    public boolean getAsBoolean() {
        long start = System.nanoTime();
        try (TcpPair pair = TcpPair.open(InetAddress.getLoopbackAddress(), false)) {
            pair.pingPong(ROUNDS, BYTES, BYTES);
        } catch (IOException e) {
            return false; // no loopback: nothing can be measured
        }
        return System.nanoTime() - start > SLOW.toNanos();
    }
}
