package netmon.scan.macos;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import netmon.model.Address;
import netmon.model.Counters;
import netmon.model.Interface;
import netmon.scan.CounterSource;
import netmon.scan.Endpoints;
import netmon.scan.Machine;
import netmon.scan.OutputLines;
import netmon.scan.ProgramOutput;
import netmon.scan.RowTally;
import netmon.scan.ScanException;
import netmon.scan.TextExcerpt;
import netmon.scan.counting.InterfaceRule;

/**
 * The interfaces' counters by {@code netstat -ibn}. The kernel reports exact 64-bit numbers only to Apple's own
 * programs; to a JVM it reports them rounded to a KiB and cut to 32 bits (xnu {@code bsd/net/rtsock.c}).
 *
 * <pre>
 * Name       Mtu   Network       Address            Ipkts Ierrs     Ibytes    Opkts Oerrs     Obytes  Coll
 * lo0        16384 &lt;Link#1&gt;                      27190978     0 12824763793 27190978     0 12824763793     0
 * en0        1500  &lt;Link#4&gt;    a8:66:7f:dd:ee:ff  5708989     0 7295722068  3494252     0  379533492     0
 * en0        1500  192.168.1     192.168.1.4       5708989     - 7295722068  3494252     -  379533492     -
 * </pre>
 *
 * Only {@code <Link#N>} rows are read: address rows repeat the totals. The Address may be blank, so columns are counted
 * from the right. The format is that of network_cmds' {@code netstat.tproj/if.c}, releases 10.11 to 26.
 */
public final class NetstatInterfaces implements CounterSource {
    private static final String COMMAND = "netstat -ibn";
    private static final String LINK = "<Link#";
    private static final int ADDRESS = 3;
    private static final Pattern MAC = Pattern.compile("([0-9A-Fa-f]{2}:){5}[0-9A-Fa-f]{2}");

    private final Machine machine;
    private final InterfaceRule rule;
    private final CountedInterfaces counted = new CountedInterfaces();
    private RowTally tally = new RowTally(COMMAND);

    public NetstatInterfaces(Machine machine, InterfaceRule rule) {
        this.machine = machine;
        this.rule = rule;
    }

    @Override
    public String name() {
        return "netstat";
    }

    @Override
    public Counters read() throws ScanException {
        // Read before the counters, so that the sockets can follow the counters at once.
        Map<String, List<Address>> addresses = machine.addresses();
        String boot = machine.boot();
        ProgramOutput output = machine.read(COMMAND);
        if (output.exit() != 0) { // an interface vanished while it printed, so that others are missing
            throw new ScanException(COMMAND + ": exit status " + output.exit());
        }
        tally = new RowTally(COMMAND);
        return new Counters(boot, counted.mark(parse(output.bytes(), addresses, tally), rule));
    }

    @Override
    public List<RowTally> rowTallies() {
        return List.of(tally);
    }

    /** The interfaces, none of them marked as counted. */
    static List<Interface> parse(ByteBuffer output, Map<String, List<Address>> addresses, RowTally tally)
            throws ScanException {
        OutputLines lines = new OutputLines(output);
        String header = lines.next();
        CounterColumns columns = CounterColumns.of(header == null ? "" : header);
        List<Interface> interfaces = new ArrayList<>();
        for (String line = lines.next(); line != null; line = lines.next()) {
            String[] words = line.strip().split(" +");
            if (words.length < 3) {
                tally.strange(line);
                continue;
            }
            if (!words[2].startsWith(LINK)) {
                continue;
            }
            try {
                interfaces.add(columns.read(words, addresses));
                tally.understood();
            } catch (IllegalArgumentException e) {
                tally.notUnderstood(line);
            }
        }
        tally.check();
        if (interfaces.isEmpty()) {
            throw new ScanException(COMMAND + ": it printed no interface");
        }
        return interfaces;
    }

    /**
     * The columns of a row.
     *
     * @param cut how many characters of a name are printed: 5 up to macOS 10.14, later 10
     * @param received the column from the right
     * @param sent the column from the right
     */
    private record CounterColumns(int cut, int received, int sent) {
        static CounterColumns of(String header) throws ScanException {
            List<String> words = Arrays.asList(header.split(" +"));
            int received = words.indexOf("Ibytes");
            int sent = words.indexOf("Obytes");
            if (words.indexOf("Name") != 0 || received < 0 || sent < 0) {
                throw new ScanException(COMMAND + ": not the columns that netmon knows: " + TextExcerpt.of(header));
            }
            return new CounterColumns(header.indexOf("Mtu") - 1, words.size() - received, words.size() - sent);
        }

        Interface read(String[] words, Map<String, List<Address>> addresses) {
            String printed = words[0];
            String name = printed.endsWith("*") ? printed.substring(0, printed.length() - 1) : printed;
            return new Interface(
                            name,
                            link(words[2]),
                            hardwareAddress(words),
                            false,
                            addresses(name, addresses),
                            number(words, received),
                            number(words, sent))
                    .with(CountedInterfaces.boundSockets(name));
        }

        /**
         * A name that fills its column may be cut: then all interfaces that begin with it match. Leaves out the
         * {@code fe80::1%lo0} of loopback: netmon keeps no scopes, and {@code fe80::1} is the address of many routers,
         * so that connections to these would look like the machine's own.
         */
        private List<Address> addresses(String name, Map<String, List<Address>> all) {
            boolean cutOff = name.length() >= cut;
            boolean loopback = CountedInterfaces.isLoopback(name);
            return all.entrySet().stream()
                    .filter(each -> cutOff
                            ? each.getKey().startsWith(name)
                            : each.getKey().equals(name))
                    .flatMap(each -> each.getValue().stream())
                    .filter(each -> !loopback || !Endpoints.isLinkLocal(each))
                    .toList();
        }

        /** Blank for interfaces without one: then the next column, a number, is in its place. */
        private static String hardwareAddress(String[] words) {
            String word = words.length > ADDRESS ? words[ADDRESS] : "";
            return MAC.matcher(word).matches() ? word.toLowerCase(Locale.ROOT) : "";
        }

        /** The N of {@code <Link#N>}. Its column is 11 wide, so the bracket after five digits is cut off. */
        private static String link(String word) {
            int end = word.endsWith(">") ? word.length() - 1 : word.length();
            return String.valueOf(Integer.parseInt(word, LINK.length(), end, 10));
        }

        private static long number(String[] words, int fromRight) {
            if (words.length - fromRight <= 2) {
                throw new IllegalArgumentException("too few columns");
            }
            return Long.parseUnsignedLong(words[words.length - fromRight]);
        }
    }
}
