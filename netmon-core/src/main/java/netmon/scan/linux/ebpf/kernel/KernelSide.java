package netmon.scan.linux.ebpf.kernel;

import com.sun.jna.Memory;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import netmon.scan.ScanException;
import netmon.scan.linux.ebpf.assembler.Assembler;
import netmon.scan.linux.ebpf.programs.AttachPoint;
import netmon.scan.linux.ebpf.programs.CountProgram;
import netmon.scan.linux.ebpf.programs.CreatedProgram;
import netmon.scan.linux.ebpf.programs.KernelTypes;
import netmon.scan.linux.ebpf.programs.OriginLayout;
import netmon.scan.linux.ebpf.programs.PathOffsets;
import netmon.scan.linux.ebpf.programs.ReleasedProgram;
import netmon.scan.linux.ebpf.programs.StorageTypes;
import netmon.scan.linux.netlink.LibC;
import org.jspecify.annotations.Nullable;

/**
 * The maps and programs in the kernel. They live as long as their descriptors are open: after {@link #close}, and also
 * after kill -9, nothing of them is left. Not for several threads at once.
 */
public final class KernelSide implements AutoCloseable {
    private static final Path TYPES = Path.of("/sys/kernel/btf/vmlinux");

    private final OpenDescriptors closing = new OpenDescriptors();
    private final ProcessRights rights;
    private final Map<MapKind, Integer> maps = new EnumMap<>(MapKind.class);
    private final Map<AttachPoint, Integer> programs = new EnumMap<>(AttachPoint.class);
    private @Nullable String pathRefusal;

    private KernelSide(ProcessRights rights) {
        this.rights = rights;
    }

    /**
     * Creates the maps and loads the programs, which do not run yet.
     *
     * @throws EbpfException if one of them is refused; nothing is left then
     */
    public static KernelSide load() throws EbpfException {
        if (!Bpf.knowsProcessor()) {
            throw new EbpfException(Refusal.UNKNOWN_PROCESSOR, LoadStep.LOAD_TYPES.doing());
        }
        try {
            LibC.load();
            MemoryLimit.lift();
            KernelSide side = new KernelSide(ProcessRights.read());
            try {
                side.createMaps();
                side.loadPrograms();
                return side;
            } catch (EbpfException | RuntimeException e) {
                side.close();
                throw e;
            }
        } catch (LinkageError e) {
            throw new EbpfException(Refusal.NO_NATIVE_LIBRARY, LoadStep.LOAD_TYPES.doing(), e);
        }
    }

    /** Lets the programs run for all processes, and what these create noted before it is counted. */
    public void attach() throws EbpfException {
        int cgroup = check(RootCgroup.open(), LoadStep.OPEN_CGROUP, "");
        try {
            for (AttachPoint hook : AttachPoint.values()) {
                int link = check(Bpf.link(program(hook), cgroup, hook), LoadStep.LINK, hook.programName());
                closing.descriptor(link);
            }
        } finally {
            SystemCalls.close(cgroup);
        }
    }

    public int map(MapKind kind) {
        return require(maps.get(kind));
    }

    int program(AttachPoint hook) {
        return require(programs.get(hook));
    }

    public ProcessRights rights() {
        return rights;
    }

    /** Why births have no paths; null where they have. */
    @Nullable
    public String pathRefusal() {
        return pathRefusal;
    }

    /** Closes this as well, before maps and programs. */
    void closeToo(Runnable step) {
        closing.step(step);
    }

    @Override
    public void close() {
        closing.close();
    }

    private void createMaps() throws EbpfException {
        int types = check(Bpf.loadTypes(StorageTypes.of(OriginLayout.LENGTH)), LoadStep.LOAD_TYPES, "");
        try {
            for (MapKind kind : MapKind.values()) {
                int created = Bpf.createMap(kind, kind.isStorage() ? types : 0);
                maps.put(kind, closing.descriptor(check(created, LoadStep.CREATE_MAP, kind.toString())));
            }
        } finally {
            SystemCalls.close(types);
        }
    }

    private void loadPrograms() throws EbpfException {
        loadCount(AttachPoint.INGRESS);
        loadCount(AttachPoint.EGRESS);
        Assembler released = ReleasedProgram.assemble(map(MapKind.ORIGINS), map(MapKind.BIRTHS));
        keep(AttachPoint.RELEASED, released, false);
        try {
            loadCreated(pathOffsets());
        } catch (ScanException e) {
            pathRefusal = String.valueOf(e.getMessage());
            loadCreated(null);
        }
    }

    private void loadCount(AttachPoint hook) throws EbpfException {
        Assembler program = CountProgram.assemble(
                map(MapKind.COUNTS), map(MapKind.ORIGINS), map(MapKind.LOST), hook == AttachPoint.EGRESS);
        keep(hook, program, false);
    }

    private void loadCreated(@Nullable PathOffsets path) throws EbpfException {
        Assembler program = CreatedProgram.assemble(
                map(MapKind.ORIGINS), map(MapKind.TOLD), map(MapKind.BIRTHS), map(MapKind.LOST), path);
        keep(AttachPoint.CREATED, program, path != null);
    }

    private void keep(AttachPoint hook, Assembler program, boolean spare) throws EbpfException {
        programs.put(hook, closing.descriptor(ProgramLoader.load(hook, program, spare, rights)));
    }

    private static PathOffsets pathOffsets() throws ScanException {
        try (FileChannel file = FileChannel.open(TYPES);
                Memory content = new Memory(Files.size(TYPES))) {
            ByteBuffer bytes = content.getByteBuffer(0, content.size());
            while (bytes.hasRemaining() && file.read(bytes) > 0) {
                // goes on to the end of the file
            }
            return KernelTypes.parse(bytes.flip()).pathOffsets();
        } catch (IOException | IllegalArgumentException e) {
            throw new ScanException("could not read " + TYPES + ": " + e, e);
        }
    }

    private int check(int result, LoadStep step, String detail) throws EbpfException {
        return EbpfException.check(result, step, rights, detail);
    }

    private static int require(@Nullable Integer descriptor) {
        if (descriptor == null) {
            throw new IllegalStateException("not loaded");
        }
        return descriptor;
    }
}
