package netmon.scan.macos.ntstat;

import java.nio.ByteBuffer;

/** Takes every record as the kernel sent it. */
@FunctionalInterface
public interface RecordSink {
    /** Takes one record, which is read-only and valid during the call only. */
    void record(ByteBuffer record);
}
