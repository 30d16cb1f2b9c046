package netmon.scan.macos;

import java.util.Locale;

/** Makes netstat's listings as macOS prints them, with counters that mean what they mean in that release. */
final class NetstatRows {
    static final long FULL = 1448;

    private final double version;
    private final boolean packets;
    private final StringBuilder text = new StringBuilder();

    /** @param packets whether the command asked for them ({@code -vv}); printed from 15.2 on */
    NetstatRows(double version, boolean packets) {
        this.version = version;
        this.packets = packets && version >= 15.2;
        String bytes = this.packets ? " rxbytes/packets  txbytes/packets" : "  rxbytes  txbytes";
        String process = version >= 26 ? " process:pid" + (packets ? " eprocess:epid" : "") : " pid epid";
        text.append("Active Internet connections (including servers)\n")
                .append("Proto Recv-Q Send-Q  Local Address  Foreign Address  (State) ")
                .append(bytes)
                .append("  rhiwat  shiwat ")
                .append(process)
                .append(" state  options  gencnt  flags  flags1 usecnt rtncnt fltrs\n");
    }

    /** One socket: its payload, and what is not the same for all. */
    record Moved(String proto, int port, long received, long sent) {
        long segmentsIn() {
            return full(received) + (full(sent) + 1) / 2;
        }

        long segmentsOut() {
            return full(sent) + (full(received) + 1) / 2;
        }

        private static long full(long bytes) {
            return (bytes + FULL - 1) / FULL;
        }
    }

    NetstatRows kernel(Moved moved, String process, int pid, long gencnt) {
        return row(moved, 0, process, pid, "", 0, gencnt, 0);
    }

    NetstatRows userSpace(Moved moved, String process, int pid) {
        return row(moved, 0, process, pid, "", 0, 0, 0);
    }

    /**
     * A row with everything.
     *
     * @param gencnt 0 for a flow in user space
     */
    NetstatRows row(
            Moved moved, long sendQueue, String process, int pid, String other, int epid, long gencnt, int filters) {
        boolean isV4 = moved.proto.endsWith("4");
        boolean isTcp = moved.proto.startsWith("tcp");
        int header = isTcp ? (isV4 ? 52 : 72) : isV4 ? 28 : 48;
        int sockaddr = isV4 ? 16 : 28;
        boolean twice = version >= 15 && gencnt != 0;
        long in = version < 15
                ? moved.received + header * Moved.full(moved.received)
                : twice ? 2 * moved.received + (isTcp ? header : sockaddr) * moved.segmentsIn() : moved.received;
        long out = version < 15 ? moved.sent + header * moved.segmentsOut() : moved.sent;
        long packetsIn = twice ? 2 * moved.segmentsIn() : moved.segmentsIn();
        String end = isV4 ? "192.168.1.10." : "2001:db8::10.";
        text.append(String.format(
                Locale.ROOT,
                "%s 0 %d %s%d %s443 %s",
                moved.proto,
                sendQueue,
                end,
                moved.port,
                isV4 ? "142.250.1.1." : "2001:db8::1.",
                isTcp ? "ESTABLISHED" : ""));
        text.append(packets ? counters(in, packetsIn) + counters(out, moved.segmentsOut()) : " " + in + " " + out);
        text.append(" 131072 131072 ");
        if (version < 26) {
            text.append(String.format(Locale.ROOT, "%6d %6d", pid, epid));
        } else {
            text.append(String.format(Locale.ROOT, "%16s:%-6d", process, pid));
            text.append(packets ? String.format(Locale.ROOT, " %16s:%-6s", other, epid == 0 ? "" : epid) : "");
        }
        text.append(String.format(
                Locale.ROOT, " 00102 00000008 %016x 00000081 04000900      2      0 %06x%n", gencnt, filters));
        return this;
    }

    private static String counters(long bytes, long packets) {
        return String.format(Locale.ROOT, " %12d/%-9d", bytes, packets);
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
