package netmon.scan.linux.ebpf.containers;

/**
 * The container, sandbox or unit of a process, by its cgroup.
 *
 * @param kind which program made it
 * @param name as people name it, or a pod's whole uid; where the cgroup has only a number of 64 hexadecimal digits,
 *     the first 12 of them
 */
public record Container(ContainerKind kind, String name) {
    /** The programs that make containers, sandboxes and units. */
    public enum ContainerKind {
        DOCKER("docker"),
        PODMAN("podman"),
        CONTAINERD("containerd"),
        CRIO("cri-o"),
        KUBERNETES("pod"),
        OTHER("container"),
        MACHINE("vm"),
        LXC("lxc"),
        NSPAWN("nspawn"),
        FLATPAK("flatpak"),
        SNAP("snap"),
        UNIT("unit");

        private final String word;

        ContainerKind(String word) {
            this.word = word;
        }

        public String word() {
            return word;
        }

        /** Whether its processes usually have a network namespace of their own. */
        public boolean isolatesNetwork() {
            return this != FLATPAK && this != SNAP && this != UNIT;
        }
    }

    /** Such as {@code docker 0123456789ab}. */
    @Override
    public String toString() {
        return kind.word() + " " + name;
    }
}
