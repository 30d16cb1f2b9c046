package netmon.scan.macos.ntstat;

import java.util.List;
import netmon.model.Endpoint;
import netmon.model.OwnerProcess;
import netmon.model.Segments;
import netmon.model.Socket;
import netmon.model.Traffic;
import netmon.scan.macos.SegmentEstimate;
import netmon.scan.macos.ntstat.wire.DescriptorLayout;
import netmon.scan.macos.ntstat.wire.Provider;
import netmon.scan.macos.ntstat.wire.Sockaddr;
import netmon.scan.macos.ntstat.wire.SourceMessage;
import netmon.scan.macos.ntstat.wire.ZeroFilled;
import org.jspecify.annotations.Nullable;

/**
 * The state of one source. It is mutable and reused from poll to poll: a source that does not change costs no
 * allocation.
 */
final class SourceEntry {
    /** Both sockaddrs and the process's name, compared as numbers before they are decoded anew. */
    private static final int ADDRESS_LONGS = 2 * Sockaddr.BYTES / Long.BYTES;

    private static final int NAME_LONGS = DescriptorLayout.NAME_BYTES / Long.BYTES;
    private static final int LISTEN = 1;

    /** The life of a source. */
    enum SourceLife {
        OPEN,
        /** Closed with final counters, which the next table reports. */
        CLOSED,
        /** Closed without final counters. */
        LOST,
        /** Reported as closed; stays until the kernel confirms it, so that nothing of it can count twice. */
        REPORTED
    }

    private final long srcref;
    private final long id;
    private final long[] raw = new long[ADDRESS_LONGS + NAME_LONGS];

    private SourceLife state = SourceLife.OPEN;
    private boolean removed;
    private int poll;

    private Provider provider = Provider.TCP_KERNEL;
    private boolean described;
    private Endpoint local = Endpoint.ANY;
    private Endpoint remote = Endpoint.ANY;
    private String name = "";
    private long pid;
    private long epid;
    private long upid;
    private long eupid;
    private int interfaceIndex;
    private int tcpState;

    private long received;
    private long sent;
    private Segments segmentsBefore = Segments.NONE;
    private long receivedBefore;
    private long sentBefore;
    /** Polls in which it moved bytes: each one ends with a segment that is not full and an odd acknowledgement. */
    private long bursts;

    private long receivedPackets;
    private long sentPackets;
    private long receivedByKind;
    private long sentByKind;

    private @Nullable Socket socket;

    /**
     * @param id unique over all connections; {@code srcref} is unique within its own connection
     */
    SourceEntry(long srcref, long id) {
        this.srcref = srcref;
        this.id = id;
    }

    long srcref() {
        return srcref;
    }

    SourceLife state() {
        return state;
    }

    void become(SourceLife next) {
        state = next;
        socket = null;
    }

    /** True once the kernel has said that the source is gone. */
    boolean isRemoved() {
        return removed;
    }

    void remove() {
        removed = true;
    }

    /** The latest poll that reported it. */
    int poll() {
        return poll;
    }

    void seen(int poll) {
        this.poll = poll;
    }

    /** False as long as only counters were reported, so that neither owner nor protocol are known. */
    boolean isDescribed() {
        return described;
    }

    /**
     * Takes in counters.
     *
     * @return false if they went back or are above 2^63, which no kernel of a known layout sends
     */
    boolean count(SourceMessage message) {
        long nowReceived = message.received();
        long nowSent = message.sent();
        if (nowReceived < received || nowSent < sent) {
            return false;
        }
        if (nowReceived != received
                || nowSent != sent
                || receivedPackets != message.receivedPackets()
                || sentPackets != message.sentPackets()) {
            socket = null;
            bursts++;
        }
        received = nowReceived;
        sent = nowSent;
        receivedPackets = message.receivedPackets();
        sentPackets = message.sentPackets();
        receivedByKind = message.receivedByKind();
        sentByKind = message.sentByKind();
        return true;
    }

    /** Makes the present counters the zero of {@link #socket}: what moved before was not watched. */
    void countFromHere() {
        segmentsBefore = segments();
        receivedBefore = received;
        sentBefore = sent;
        socket = null;
    }

    /**
     * Takes in a descriptor.
     *
     * @param now its provider
     * @return false if an address cannot be read; it is then taken for none
     */
    boolean describe(SourceMessage message, Provider now) {
        DescriptorLayout layout = now.layout();
        upid = message.u64(DescriptorLayout.UPID_AT);
        eupid = message.u64(DescriptorLayout.EUPID_AT);
        int nowInterface = message.u32(layout.interfaceAt());
        long nowPid = Integer.toUnsignedLong(message.u32(layout.pidAt()));
        long nowEpid = Integer.toUnsignedLong(message.u32(layout.epidAt()));
        int nowState = now.hasTcpState() ? message.u32(DescriptorLayout.STATE_AT) : 0;
        boolean same = nowPid == pid && nowEpid == epid && nowState == tcpState && nowInterface == interfaceIndex;
        if (!described || !same || now != provider) {
            socket = null;
        }
        interfaceIndex = nowInterface;
        pid = nowPid;
        epid = nowEpid;
        tcpState = nowState;
        provider = now;
        boolean changedName = copy(message, layout.nameAt(), ADDRESS_LONGS, NAME_LONGS);
        if (changedName) {
            name = name(message, layout.nameAt());
            socket = null;
        }
        boolean changed = copy(message, layout.addressesAt(), 0, ADDRESS_LONGS) || !described;
        described = true;
        return !changed || readAddresses(message, layout.addressesAt());
    }

    /** Copies longs of the descriptor; true if they differ from those before. */
    private boolean copy(SourceMessage message, int offset, int first, int count) {
        boolean changed = false;
        for (int i = 0; i < count; i++) {
            long now = message.u64(offset + i * Long.BYTES);
            changed |= raw[first + i] != now;
            raw[first + i] = now;
        }
        return changed;
    }

    private boolean readAddresses(SourceMessage message, int offset) {
        socket = null;
        int at = message.indexOf(offset);
        Endpoint one = Sockaddr.read(message.bytes(), at);
        Endpoint other = Sockaddr.read(message.bytes(), at + Sockaddr.BYTES);
        local = one == null ? Endpoint.ANY : one;
        remote = other == null ? Endpoint.ANY : other;
        return one != null && other != null;
    }

    private static String name(SourceMessage message, int offset) {
        byte[] bytes = new byte[DescriptorLayout.NAME_BYTES];
        message.bytes().get(message.indexOf(offset), bytes);
        return ZeroFilled.text(bytes);
    }

    /** True if it moved bytes and names no process. */
    boolean isOwnerless() {
        return owner() == 0 && (received != 0 || sent != 0);
    }

    /** The process that is charged: the one that the owner works for, else the owner. */
    private long owner() {
        return epid == 0 ? pid : epid;
    }

    /** The socket for the rest of netmon; the same object as long as nothing in it changes. */
    Socket socket() {
        Socket now = socket;
        if (now == null) {
            now = new Socket(
                    provider.protocol(),
                    local,
                    remote,
                    interfaceIndex,
                    id,
                    provider.hasTcpState() && tcpState == LISTEN,
                    state != SourceLife.OPEN,
                    owners(),
                    false,
                    new Traffic(received - receivedBefore, sent - sentBefore),
                    minus(segments(), segmentsBefore));
            socket = now;
        }
        return now;
    }

    /** The kernel counts whole packets of flows in user space, and else segments with payload. */
    private Segments segments() {
        SegmentEstimate estimate = SegmentEstimate.of(provider.protocol(), local, remote);
        Traffic payload = new Traffic(received, sent);
        Segments packets = new Segments(Math.max(0, receivedPackets), Math.max(0, sentPackets));
        if (provider.isKernel()) {
            Segments full = estimate.withAcknowledgements(payload, packets);
            return provider == Provider.UDP_KERNEL
                    ? full
                    : new Segments(full.received() + bursts, full.sent() + bursts);
        }
        Traffic whole = new Traffic(Math.max(0, receivedByKind), Math.max(0, sentByKind));
        return whole.isNone() ? estimate.atLeast(payload, packets) : estimate.ofWholePackets(payload, whole, packets);
    }

    private static Segments minus(Segments all, Segments before) {
        return new Segments(Math.max(0, all.received() - before.received()), Math.max(0, all.sent() - before.sent()));
    }

    /** Process 0 is the kernel, of which no application is known; its name is no evidence. */
    private List<OwnerProcess> owners() {
        long owner = owner();
        if (owner == 0) {
            return List.of();
        }
        return List.of(OwnerProcess.unresolved(owner, owner == pid && !name.isEmpty() ? name : null));
    }

    NtstatSource snapshot() {
        return new NtstatSource(
                srcref,
                provider,
                pid,
                epid,
                upid,
                eupid,
                interfaceIndex,
                tcpState,
                local,
                remote,
                name,
                new Traffic(received, sent),
                new Segments(Math.max(0, receivedPackets), Math.max(0, sentPackets)),
                new Traffic(Math.max(0, receivedByKind), Math.max(0, sentByKind)),
                state == SourceLife.OPEN
                        ? NtstatSource.Ending.OPEN
                        : state == SourceLife.LOST ? NtstatSource.Ending.LOST : NtstatSource.Ending.FINAL);
    }
}
