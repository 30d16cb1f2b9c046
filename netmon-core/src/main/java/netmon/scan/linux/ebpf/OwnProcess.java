package netmon.scan.linux.ebpf;

import com.sun.jna.Memory;
import netmon.scan.linux.ebpf.kernel.Bpf;
import netmon.scan.linux.ebpf.kernel.EbpfException;
import netmon.scan.linux.ebpf.kernel.KernelSide;
import netmon.scan.linux.ebpf.kernel.LoadStep;
import netmon.scan.linux.ebpf.kernel.MapKind;
import netmon.scan.linux.ebpf.kernel.SystemCalls;
import netmon.scan.linux.ebpf.programs.OriginLayout;

/**
 * The numbers by which the eBPF programs know this process, learnt from a socket that it creates.
 *
 * @param netns the cookie of its network namespace
 * @param tgid its number in the namespace of process 1
 */
public record OwnProcess(long netns, int tgid) {
    /** Whether the process numbers in origins and births are valid here: this process shares process 1's namespace. */
    public boolean knowsProcesses() {
        return tgid == ProcessHandle.current().pid();
    }

    /** Creates a socket, which the attached programs note, and reads what they noted in it. */
    static OwnProcess learn(KernelSide side) throws EbpfException {
        int socket =
                (int) SystemCalls.result(SystemCalls.socket(SystemCalls.AF_INET, SystemCalls.SOCK_DGRAM_CLOEXEC, 0));
        EbpfException.check(socket, LoadStep.LEARN, side.rights(), "");
        try (Memory key = Bpf.zeroed(Integer.BYTES);
                Memory value = Bpf.zeroed(OriginLayout.LENGTH);
                Memory element = Bpf.element(side.map(MapKind.ORIGINS), key, value)) {
            key.setInt(0, socket);
            EbpfException.check(Bpf.lookUp(element), LoadStep.LEARN, side.rights(), "");
            return new OwnProcess(value.getLong(OriginLayout.NETNS), value.getInt(OriginLayout.TGID_UID));
        } finally {
            SystemCalls.close(socket);
        }
    }
}
