package netmon.scan.linux.ebpf.kernel;

import com.sun.jna.Memory;
import java.nio.charset.StandardCharsets;
import netmon.scan.linux.ebpf.assembler.Assembler;
import netmon.scan.linux.ebpf.programs.AttachPoint;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Loads programs, and where the kernel rejects one asks it for the reason. */
final class ProgramLoader {
    private static final Logger LOG = LoggerFactory.getLogger(ProgramLoader.class);

    /** More than the verifier writes about the longest program; where it is cut, its start is still there. */
    private static final int LOG_LENGTH = 512 * 1024;

    /** The end of the verifier's log names the instruction and the reason. */
    private static final int LOG_END = 1500;

    private ProgramLoader() {}

    /**
     * Loads one program.
     *
     * @param spare whether another program takes its place, so that the exception's reason is enough
     * @return its descriptor
     * @throws EbpfException if the kernel does not take it
     */
    static int load(AttachPoint hook, Assembler program, boolean spare, ProcessRights rights) throws EbpfException {
        byte[] bytes = program.bytes();
        int loaded = Bpf.loadProgram(hook, bytes, null);
        if (loaded >= 0) {
            return loaded;
        }
        String detail = hook.programName() + ", error " + -loaded;
        Refusal refusal = Refusal.of(LoadStep.LOAD_PROGRAM, -loaded, rights);
        if (refusal != Refusal.VERIFIER) {
            throw new EbpfException(refusal, LoadStep.LOAD_PROGRAM.doing() + " (" + detail + ")");
        }
        String reason = verifierLog(hook, bytes);
        refusal = ofLog(reason, rights);
        if (refusal == Refusal.VERIFIER && !spare) {
            LOG.warn("eBPF: the verifier on {}: {}", hook.programName(), end(reason));
        }
        throw new EbpfException(refusal, LoadStep.LOAD_PROGRAM.doing() + " (" + detail + ", " + lastLine(reason) + ")");
    }

    /**
     * The refusal behind the verifier's log. A function may be missing in the kernel, or it is withheld from processes
     * without CAP_PERFMON; an empty log rejects the type of the program.
     */
    static Refusal ofLog(String log, ProcessRights rights) {
        boolean lacksHelper =
                log.contains("invalid func ") || log.contains("unknown func ") || log.contains("cannot use helper ");
        if (lacksHelper && !rights.mayTrace()) {
            return Refusal.NO_RIGHT;
        }
        return lacksHelper || log.isEmpty() ? Refusal.TOO_OLD : Refusal.VERIFIER;
    }

    /** The line with the reason: the last one but the statistics, which begin with {@code processed}. */
    static String lastLine(String log) {
        return log.lines()
                .filter(line -> !line.isBlank() && !line.startsWith("processed "))
                .reduce("no reason given", (earlier, later) -> later);
    }

    private static String verifierLog(AttachPoint hook, byte[] bytes) {
        try (Memory log = Bpf.zeroed(LOG_LENGTH)) {
            int loaded = Bpf.loadProgram(hook, bytes, log);
            if (loaded >= 0) {
                SystemCalls.close(loaded); // the second attempt may succeed, for instance if memory is free again
            }
            log.setByte(LOG_LENGTH - 1, (byte) 0);
            return log.getString(0, StandardCharsets.US_ASCII.name());
        }
    }

    private static String end(String log) {
        return log.length() <= LOG_END ? log : log.substring(log.length() - LOG_END);
    }
}
