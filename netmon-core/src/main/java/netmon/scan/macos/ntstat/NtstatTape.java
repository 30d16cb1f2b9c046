package netmon.scan.macos.ntstat;

import java.nio.ByteBuffer;
import java.util.Arrays;

/** The records of one tick, one after the other: the content of a recording's file {@code ntstat}. */
public final class NtstatTape implements RecordSink {
    /** A recording's file is never longer; later records of such a tick are left out. */
    private static final int MOST_BYTES = 64 << 20;

    private byte[] bytes = new byte[KernelControl.RECORD_BYTES];
    private int length;

    @Override
    public void record(ByteBuffer record) {
        int needed = length + record.remaining();
        if (needed > MOST_BYTES) {
            return;
        }
        if (needed > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(needed, Math.min(2 * bytes.length, MOST_BYTES)));
        }
        record.get(bytes, length, record.remaining());
        length = needed;
    }

    /** The bytes received since the last call; empty if there are none. */
    public byte[] take() {
        byte[] taken = Arrays.copyOf(bytes, length);
        length = 0;
        return taken;
    }
}
