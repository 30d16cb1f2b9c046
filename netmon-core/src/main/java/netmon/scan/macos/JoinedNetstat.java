package netmon.scan.macos;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import netmon.scan.ProgramMachine.CommandRunner;
import netmon.scan.ProgramOutput;
import netmon.scan.ScanException;
import org.jspecify.annotations.Nullable;

/**
 * Runs one netstat for the interfaces and both listings of sockets, where it can: from network_cmds 730.80 on one call
 * takes several command lines, with a comma between them. An older netstat ends its options at the comma and prints the
 * interfaces only, or refuses; then each listing is a call of its own for good.
 *
 * <p>The sockets are not read at every tick, so they are printed along with the interfaces only if they were read after
 * the interfaces of last time.
 */
public final class JoinedNetstat implements CommandRunner {
    static final String INTERFACES = "netstat -ibn";
    static final String JOINED =
            INTERFACES + NetstatSockets.TCP.replace("netstat", " ,") + NetstatSockets.UDP.replace("netstat", " ,");

    private static final String TITLE = "Active ";
    private static final String HEADER = "Proto ";

    private final CommandRunner programs;
    private final Map<String, byte[]> printed = new HashMap<>();
    private boolean works = true;
    private boolean readsSockets;

    public JoinedNetstat(CommandRunner programs) {
        this.programs = programs;
    }

    @Override
    public ProgramOutput run(String commandLine) throws ScanException {
        if (commandLine.equals(INTERFACES)) {
            printed.clear();
            boolean joins = works && readsSockets;
            readsSockets = false;
            ProgramOutput interfaces = joins ? joined() : null;
            return interfaces == null ? programs.run(commandLine) : interfaces;
        }
        readsSockets |= commandLine.equals(NetstatSockets.UDP);
        byte[] known = printed.remove(commandLine);
        return known == null ? programs.run(commandLine) : ProgramOutput.of(known);
    }

    /** The interfaces, and keeps the sockets for the next calls; null where one call does not print all. */
    private @Nullable ProgramOutput joined() {
        ProgramOutput all;
        try {
            all = programs.run(JOINED);
        } catch (ScanException e) {
            works = false;
            return null;
        }
        String text = new String(bytes(all), StandardCharsets.ISO_8859_1); // a byte is a character
        int sockets = startOfSockets(text);
        int udp = sockets < 0 ? -1 : startOfUdp(text, sockets);
        works = udp >= 0;
        if (!works || all.exit() != 0) {
            return null;
        }
        keep(NetstatSockets.TCP, text.substring(sockets, udp));
        String ownHeader = text.startsWith("udp", udp) ? header(text) : "";
        keep(NetstatSockets.UDP, ownHeader + text.substring(udp));
        return ProgramOutput.of(text.substring(0, sockets).getBytes(StandardCharsets.ISO_8859_1));
    }

    private void keep(String commandLine, String listing) {
        printed.put(commandLine, listing.getBytes(StandardCharsets.ISO_8859_1));
    }

    private static byte[] bytes(ProgramOutput output) {
        byte[] bytes = new byte[output.bytes().remaining()];
        output.bytes().duplicate().get(bytes);
        return bytes;
    }

    private static int startOfSockets(String text) {
        int before = text.indexOf("\n" + TITLE);
        return before < 0 ? -1 : before + 1;
    }

    /** Where the first row of UDP begins, or the title and header before it; -1 if there is none. */
    private static int startOfUdp(String text, int from) {
        int start = -1;
        for (int at = from; at < text.length(); at = endOfLine(text, at)) {
            if (text.startsWith("udp", at)) {
                return start < 0 ? at : start;
            }
            boolean isHead = text.startsWith(TITLE, at) || text.startsWith(HEADER, at);
            start = isHead ? (start < 0 ? at : start) : -1;
        }
        return -1;
    }

    /** The line that names the columns, which netstat may print only once. */
    private static String header(String text) {
        int at = text.indexOf("\n" + HEADER);
        return at < 0 ? "" : text.substring(at + 1, endOfLine(text, at + 1));
    }

    private static int endOfLine(String text, int at) {
        int end = text.indexOf('\n', at);
        return end < 0 ? text.length() : end + 1;
    }
}
