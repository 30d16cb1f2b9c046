package netmon.scan.macos.ntstat.wire;

import netmon.model.Protocol;
import org.jspecify.annotations.Nullable;

/** The kernel's providers of sources that netmon subscribes to ({@code ntstat.h}, {@code enum nstat_provider}). */
public enum Provider {
    TCP_KERNEL(2, Protocol.TCP, DescriptorLayout.TCP),
    /** TCP connections that a process handles in user space. */
    TCP_USERLAND(3, Protocol.TCP, DescriptorLayout.TCP),
    UDP_KERNEL(4, Protocol.UDP, DescriptorLayout.UDP),
    UDP_USERLAND(5, Protocol.UDP, DescriptorLayout.UDP),
    /** QUIC connections; they travel in UDP datagrams, and the kernel describes them like TCP. */
    QUIC_USERLAND(8, Protocol.UDP, DescriptorLayout.TCP);

    private static final Provider[] ALL = values();

    private final int number;
    private final Protocol protocol;
    private final DescriptorLayout layout;

    Provider(int number, Protocol protocol, DescriptorLayout layout) {
        this.number = number;
        this.protocol = protocol;
        this.layout = layout;
    }

    /** The provider with this number; null if netmon subscribes to none such. */
    public static @Nullable Provider of(int number) {
        for (Provider each : ALL) {
            if (each.number == number) {
                return each;
            }
        }
        return null;
    }

    public int number() {
        return number;
    }

    /** The transport protocol on the wire. */
    public Protocol protocol() {
        return protocol;
    }

    public DescriptorLayout layout() {
        return layout;
    }

    /** True if the kernel itself fills the descriptor; a user-space flow's is filled by its process. */
    public boolean isKernel() {
        return this == TCP_KERNEL || this == UDP_KERNEL;
    }

    /** True if the descriptor's state is one of {@code tcp_fsm.h}. */
    public boolean hasTcpState() {
        return this == TCP_KERNEL || this == TCP_USERLAND;
    }
}
