package netmon.scan.lsof;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import netmon.model.Endpoint;
import netmon.model.OwnerProcess;
import netmon.model.Protocol;
import netmon.model.Socket;
import netmon.scan.Endpoints;
import netmon.scan.OutputLines;
import netmon.scan.RowTally;
import netmon.scan.ScanException;
import netmon.scan.TextExcerpt;
import org.jspecify.annotations.Nullable;

/**
 * Parses the output of {@code lsof -F}: a letter and a value on each line. {@code p} begins a process, {@code f} one of
 * its descriptors; the order between them is lsof's, and other letters are skipped. The same on macOS and Linux.
 *
 * <pre>
 * p38266
 * cMail
 * u501
 * f68
 * tIPv4
 * PTCP
 * n10.184.10.188:59637-&gt;142.251.163.108:993
 * TST=ESTABLISHED
 * TQR=0
 * </pre>
 */
final class LsofListing {
    /** The name of a socket that was shut down: it has no addresses any more ({@code no PCB, CANTSENDMORE}). */
    private static final String WITHOUT_ADDRESSES = "no PCB";

    private static final Pattern ESCAPE = Pattern.compile("\\\\x([0-9A-Fa-f]{2})");

    private final List<Socket> sockets = new ArrayList<>();

    /** The sockets of the current process, since several of its descriptors may be one socket. */
    private final Set<Socket> seen = new HashSet<>();

    private final RowTally tally;
    private @Nullable OwnerProcess process;
    private @Nullable String protocol;
    private @Nullable String name;
    private boolean listening;

    LsofListing(RowTally tally) {
        this.tally = tally;
    }

    /** The sockets of the listing, each once a process; none if the text is empty. */
    List<Socket> parse(ByteBuffer output) throws ScanException {
        OutputLines lines = new OutputLines(output);
        String other = null;
        for (String line = lines.next(); line != null; line = lines.next()) {
            if (!line.isEmpty()) {
                read(line.charAt(0), line.substring(1));
                other = process == null ? line : null;
            }
        }
        endDescriptor();
        tally.check();
        if (other != null) {
            throw new ScanException(tally.program() + ": no process in what it printed: " + TextExcerpt.of(other));
        }
        return sockets;
    }

    private void read(char field, String value) {
        switch (field) {
            case 'p' -> {
                endDescriptor();
                beginProcess(value);
            }
            case 'c' -> {
                if (process != null) {
                    process = OwnerProcess.unresolved(process.pid(), unescape(value));
                }
            }
            case 'f' -> endDescriptor();
            case 'P' -> protocol = value;
            case 'n' -> name = value;
            case 'T' -> listening |= value.equals("ST=LISTEN");
            default -> {}
        }
    }

    private void beginProcess(String value) {
        seen.clear();
        try {
            process = OwnerProcess.unresolved(Long.parseLong(value), null);
        } catch (NumberFormatException e) {
            process = null;
            tally.notUnderstood('p' + value);
        }
    }

    private void endDescriptor() {
        String shown = name;
        if (shown != null && !shown.startsWith(WITHOUT_ADDRESSES)) {
            try {
                add(shown);
                tally.understood();
            } catch (IllegalArgumentException e) {
                tally.notUnderstood(shown);
            }
        }
        protocol = null;
        name = null;
        listening = false;
    }

    private void add(String shown) {
        Protocol known = protocol();
        if (known == null) {
            return;
        }
        if (process == null) {
            throw new IllegalArgumentException("a socket without a process");
        }
        int arrow = shown.indexOf("->");
        Endpoint local = Endpoints.coloned(arrow < 0 ? shown : shown.substring(0, arrow));
        Endpoint remote = arrow < 0 ? Endpoint.ANY : Endpoints.coloned(shown.substring(arrow + 2));
        Socket socket = new Socket(known, local, remote, 0, listening, false, List.of(process), null, null);
        if (seen.add(socket)) {
            sockets.add(socket);
        }
    }

    /** TCP or UDP; null for other protocols, such as ICMP, which netmon does not list. */
    private @Nullable Protocol protocol() {
        if (protocol == null) {
            throw new IllegalArgumentException("a socket without a protocol");
        }
        return switch (protocol) {
            case "TCP" -> Protocol.TCP;
            case "UDP" -> Protocol.UDP;
            default -> null;
        };
    }

    /** lsof prints bytes that its locale cannot print as {@code \xNN}; this restores names in UTF-8. */
    static String unescape(String text) {
        if (text.indexOf("\\x") < 0) {
            return text;
        }
        // In ISO 8859-1 each character is one byte.
        String bytes = new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
        String restored = ESCAPE.matcher(bytes).replaceAll(each -> {
            char single = (char) Integer.parseInt(each.group(1), 16);
            return Matcher.quoteReplacement(String.valueOf(single));
        });
        return new String(restored.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
    }
}
