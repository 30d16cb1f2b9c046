package netmon.scan.linux.ebpf.kernel;

/** The steps from nothing to programs that count, in their order; each can be refused for reasons of its own. */
public enum LoadStep {
    LOAD_TYPES("describe the socket storage"),
    CREATE_MAP("create a map"),
    MAP_RING("map the ring buffer"),
    LOAD_PROGRAM("load a program"),
    OPEN_CGROUP("open the root cgroup"),
    LINK("attach a program to the root cgroup"),
    PROVE("run a program on a test packet"),
    LEARN("learn which namespace is its own"),
    READ_MAP("read a map");

    private final String doing;

    LoadStep(String doing) {
        this.doing = doing;
    }

    /** What netmon could not do: {@code create a map}. */
    String doing() {
        return doing;
    }
}
