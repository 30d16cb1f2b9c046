package netmon.scan.linux.ebpf.kernel;

import com.sun.jna.Memory;
import netmon.scan.linux.ebpf.programs.OriginLayout;
import netmon.scan.linux.ebpf.records.OwnProcess;

/** Learns how the attached programs see this process: it creates a socket, and reads what they noted in it. */
final class OwnSocket {
    private OwnSocket() {}

    static OwnProcess learn(KernelSide side) throws EbpfException {
        int socket =
                (int) SystemCalls.result(SystemCalls.socket(SystemCalls.AF_INET, SystemCalls.SOCK_DGRAM_CLOEXEC, 0));
        EbpfException.check(socket, LoadStep.LEARN, side.rights(), "");
        try (Memory key = Bpf.zeroed(Integer.BYTES);
                Memory value = Bpf.zeroed(OriginLayout.LENGTH);
                Memory element = Bpf.element(side.map(MapKind.ORIGINS), key, value)) {
            key.setInt(0, socket);
            EbpfException.check(Bpf.lookUp(element), LoadStep.LEARN, side.rights(), "");
            return new OwnProcess(
                    value.getLong(OriginLayout.NETNS),
                    value.getInt(OriginLayout.TGID_UID),
                    ProcessHandle.current().pid());
        } finally {
            SystemCalls.close(socket);
        }
    }
}
