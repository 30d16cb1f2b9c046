package netmon.scan.linux.ebpf;

import java.nio.ByteBuffer;
import netmon.scan.Machine;
import netmon.scan.ScanException;
import netmon.scan.linux.ebpf.records.CountEntries;
import netmon.scan.linux.ebpf.records.CounterReads;
import netmon.scan.linux.ebpf.records.OwnProcess;
import org.jspecify.annotations.Nullable;

/** The maps as a machine answers for them by name: a recording, or a machine that is being recorded. */
public record RecordedReads(Machine machine) implements CounterReads {
    /** The names of the questions. */
    public static final String COUNTS = "bpf counts";

    public static final String BIRTHS = "bpf births";
    public static final String LOST = "bpf lost";
    public static final String OWN = "bpf own";

    /** Whether the machine has such answers. */
    public boolean isThere() {
        try {
            own();
            return true;
        } catch (ScanException e) {
            return false;
        }
    }

    @Override
    public CountEntries counts() throws ScanException {
        return CountEntries.of(machine.read(COUNTS).bytes());
    }

    @Override
    public ByteBuffer births() throws ScanException {
        return machine.read(BIRTHS).bytes();
    }

    @Override
    public ByteBuffer lost() throws ScanException {
        return machine.read(LOST).bytes();
    }

    @Override
    public OwnProcess own() throws ScanException {
        return OwnProcess.parse(machine.read(OWN).text());
    }

    /** What was recorded stays as it is. */
    @Override
    public @Nullable CountEntries take(long cookie, int interfaceIndex) {
        return null;
    }

    @Override
    public void close() {
        // the machine keeps what it has open
    }
}
