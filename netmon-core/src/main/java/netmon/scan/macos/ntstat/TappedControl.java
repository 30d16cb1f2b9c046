package netmon.scan.macos.ntstat;

import java.nio.ByteBuffer;
import netmon.scan.ScanException;

/** A connection that hands a copy of every received record to a sink, for {@code --record}. */
public final class TappedControl implements KernelControl {
    private final KernelControl control;
    private final RecordSink sink;

    public TappedControl(KernelControl control, RecordSink sink) {
        this.control = control;
        this.sink = sink;
    }

    @Override
    public void send(ByteBuffer request) throws ScanException {
        control.send(request);
    }

    @Override
    public int receive(ByteBuffer into) throws ScanException {
        int length = control.receive(into);
        if (length > 0) {
            sink.record(into.slice(0, length).asReadOnlyBuffer());
        }
        return length;
    }

    @Override
    public void close() {
        control.close();
    }
}
