package netmon.scan.macos.ntstat.wire;

/**
 * Offsets of the fields that netmon reads in {@code nstat_tcp_descriptor} and {@code nstat_udp_descriptor}, in bytes
 * from the descriptor's start. They are the same in all releases from macOS 12 to 27; releases differ behind them, and
 * only the descriptor's length shows which release wrote it. Computed from the headers of 25 XNU tags; 27 from a
 * captured pair of messages.
 */
public enum DescriptorLayout {
    TCP(116, 120, 124, 72, 196, 260),
    UDP(128, 196, 56, 112, 132, 200);

    /** u64: a process's number that is unique since boot; at the same place in both layouts. */
    public static final int UPID_AT = 0;

    /** u64: the same of the process that the owner works for. */
    public static final int EUPID_AT = 8;

    /** u32: the TCP state. */
    public static final int STATE_AT = 76;

    /** Length of the process's name, filled up with zeros. */
    public static final int NAME_BYTES = 64;

    private final int pidAt;
    private final int epidAt;
    private final int addressesAt;
    private final int interfaceAt;
    private final int nameAt;
    private final int leastBytes;

    DescriptorLayout(int pidAt, int epidAt, int addressesAt, int interfaceAt, int nameAt, int leastBytes) {
        this.pidAt = pidAt;
        this.epidAt = epidAt;
        this.addressesAt = addressesAt;
        this.interfaceAt = interfaceAt;
        this.nameAt = nameAt;
        this.leastBytes = leastBytes;
    }

    /** u32: the process that used the socket last. */
    public int pidAt() {
        return pidAt;
    }

    /** u32: the process that the owner works for. */
    public int epidAt() {
        return epidAt;
    }

    /** Two sockaddrs of {@link Sockaddr#BYTES}, the local one first. */
    public int addressesAt() {
        return addressesAt;
    }

    /** u32: index of the last output interface; 0 before the first packet. */
    public int interfaceAt() {
        return interfaceAt;
    }

    /** The process's name, {@link #NAME_BYTES} long. */
    public int nameAt() {
        return nameAt;
    }

    /** Bytes up to the end of the last field that netmon reads. */
    public int leastBytes() {
        return leastBytes;
    }

    /** True for the lengths that releases from macOS 12 to 27 have. */
    public boolean isKnown(int length) {
        return switch (this) {
            // macOS 12 and 13; 14, 15 and 26; 27
            case TCP -> length == 336 || length == 344 || length == 360;
            // macOS 12 and 13; from 14 on
            case UDP -> length == 272 || length == 280;
        };
    }
}
