package netmon.scan.linux.ebpf.programs;

/**
 * The offsets, in bytes, of the fields that lead from a task to the path of its executable. The kernel changes its
 * structures freely, so these come from its own description ({@link KernelTypes}).
 *
 * @param memory {@code task_struct.mm}
 * @param file {@code mm_struct.exe_file}
 * @param entry {@code file.f_path.dentry}
 * @param name {@code dentry.d_name.name}
 * @param parent {@code dentry.d_parent}
 */
public record PathOffsets(int memory, int file, int entry, int name, int parent) {}
