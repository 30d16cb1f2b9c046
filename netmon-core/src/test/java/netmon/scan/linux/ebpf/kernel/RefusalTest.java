package netmon.scan.linux.ebpf.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class RefusalTest {
    private static final long CAP_BPF = 1L << 39;
    private static final long CAP_NET_ADMIN = 1L << 12;
    private static final long CAP_PERFMON = 1L << 38;

    /** The error's number, then what the process may do: {@code none}, {@code bpf}, {@code both}, {@code limited}. */
    @ParameterizedTest
    @CsvSource({
        "LOAD_TYPES,1,none,NO_RIGHT",
        "CREATE_MAP,1,none,NO_RIGHT",
        "CREATE_MAP,1,limited,LOCKED_MEMORY",
        "CREATE_MAP,1,both,FORBIDDEN",
        "LOAD_TYPES,1,both,FORBIDDEN",
        "CREATE_MAP,12,both,NO_MEMORY",
        "LOAD_TYPES,22,both,TOO_OLD",
        "CREATE_MAP,22,both,TOO_OLD",
        "CREATE_MAP,7,both,TOO_OLD",
        "READ_MAP,22,both,TOO_OLD",
        "LINK,22,both,TOO_OLD",
        "LOAD_PROGRAM,13,both,VERIFIER",
        "LOAD_PROGRAM,22,both,VERIFIER",
        "LOAD_PROGRAM,1,bpf,NO_NETWORK_RIGHT",
        "LOAD_PROGRAM,1,both,FORBIDDEN",
        "LINK,1,bpf,NO_NETWORK_RIGHT",
        "LINK,1,both,OTHER_PROGRAM",
        "LINK,9,both,NO_CGROUP",
        "OPEN_CGROUP,1,both,NO_CGROUP",
        "OPEN_CGROUP,2,both,NO_CGROUP",
        "OPEN_CGROUP,13,both,NO_CGROUP",
        "OPEN_CGROUP,19,both,NO_CGROUP",
        "LOAD_TYPES,38,both,NO_BPF",
        "READ_MAP,5,both,FAILED",
        "READ_MAP,9,both,FAILED",
    })
    void anErrorOfAStepHasOneReason(LoadStep step, int error, String rights, Refusal refusal) {
        assertEquals(refusal, Refusal.of(step, error, rights(rights)));
    }

    @ParameterizedTest
    @EnumSource(Refusal.class)
    void aRefusalSaysWhatIsMissingAndWhatHelps(Refusal refusal) {
        assertTrue(refusal.sentence().length() > 30, refusal.sentence());
        assertFalse(refusal.sentence().endsWith("."), refusal.sentence());
    }

    @Test
    void theMessageNamesTheStepAndTheError() {
        EbpfException thrown = assertThrows(
                EbpfException.class, () -> EbpfException.check(-1, LoadStep.CREATE_MAP, rights("none"), "counts"));
        assertEquals(Refusal.NO_RIGHT, thrown.refusal());
        assertEquals(
                "eBPF: could not create a map (counts), error 1: the right is missing; run netmon as root, or with"
                        + " CAP_BPF, CAP_NET_ADMIN and CAP_PERFMON",
                thrown.getMessage());
    }

    @Test
    void rightsAreReadFromProc() {
        String status = "Name:\tjava\nCapPrm:\t000001ffffffffff\nCapEff:\t0000008000001000\n";
        String limits = """
                Max processes             63000     63000     processes
                Max locked memory         65536                65536                bytes
                """;
        assertEquals(new ProcessRights(CAP_BPF | CAP_NET_ADMIN, 65536), ProcessRights.parse(status, limits));
        assertEquals(
                Long.MAX_VALUE,
                ProcessRights.parse(status, "Max locked memory  unlimited  unlimited  bytes")
                        .lockedMemory());
        assertEquals(new ProcessRights(0, Long.MAX_VALUE), ProcessRights.parse("", ""));
    }

    @Test
    void theVerifiersReasonIsItsLastLine() {
        String log = """
                0: (bf) r6 = r1
                1: (85) call unknown#131
                invalid func unknown#131
                processed 2 insns (limit 1000000)
                """;
        assertEquals("invalid func unknown#131", ProgramLoader.lastLine(log));
        String withheld = "program of this type cannot use helper bpf_get_current_comm#16\n";
        ProcessRights tracing = new ProcessRights(CAP_BPF | CAP_NET_ADMIN | CAP_PERFMON, Long.MAX_VALUE);
        assertEquals(Refusal.TOO_OLD, ProgramLoader.ofLog(log, tracing));
        assertEquals(Refusal.TOO_OLD, ProgramLoader.ofLog("", tracing));
        assertEquals(Refusal.NO_RIGHT, ProgramLoader.ofLog(withheld, rights("both")));
        assertEquals(Refusal.VERIFIER, ProgramLoader.ofLog("R1 invalid mem access 'scalar'\n", tracing));
    }

    @Test
    void onlyAMountOfTheWholeHierarchyIsTheRoot() {
        String mounts = """
                30 23 0:26 / /sys/fs/cgroup rw - tmpfs tmpfs rw
                33 24 0:28 /docker/0123 /run/part rw - cgroup2 cgroup2 rw
                34 24 0:28 / /sys/fs/cgroup/unified rw,relatime shared:9 - cgroup2 cgroup2 rw
                35 24 0:28 / /mnt/my\\040groups rw - cgroup2 cgroup2 rw
                """;
        assertEquals(
                "[/sys/fs/cgroup/unified, /mnt/my groups]",
                RootCgroup.places(mounts).toString());
    }

    private static ProcessRights rights(String text) {
        return switch (text) {
            case "none" -> new ProcessRights(0, Long.MAX_VALUE);
            case "bpf" -> new ProcessRights(CAP_BPF, Long.MAX_VALUE);
            case "limited" -> new ProcessRights(CAP_BPF | CAP_NET_ADMIN, 65536);
            default -> new ProcessRights(CAP_BPF | CAP_NET_ADMIN, Long.MAX_VALUE);
        };
    }
}
