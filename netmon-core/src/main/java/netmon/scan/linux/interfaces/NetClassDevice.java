package netmon.scan.linux.interfaces;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import netmon.scan.Machine;
import netmon.scan.ScanException;

/**
 * One interface below {@code /sys/class/net}, which may show another namespace than the process's own. It tells the
 * hardware behind an interface where rtnetlink does not: before Linux 5.14, or where netlink is refused. In answers and
 * recordings it is a line {@code name TAB index TAB hardware address TAB device}.
 *
 * @param index the kernel's number of it
 * @param hardwareAddress empty for none
 * @param device the hardware behind it, such as {@code 0000:02:00.0}; empty for none
 */
public record NetClassDevice(String name, int index, String hardwareAddress, String device) {
    /** The question for {@link Machine#read}. */
    public static final String QUESTION = "sys class net";

    private static final int CELLS = 4;
    private static final String NO_ADDRESS = "00:00:00:00:00:00";

    /** All interfaces that the machine shows; none if it shows no {@code /sys}. */
    static List<NetClassDevice> read(Machine machine) {
        try {
            return parse(machine.read(QUESTION).text());
        } catch (ScanException e) {
            return List.of();
        }
    }

    static List<NetClassDevice> parse(String text) {
        List<NetClassDevice> all = new ArrayList<>();
        for (String line : text.split("\n", -1)) {
            String[] cells = line.split("\t", -1);
            if (cells.length >= CELLS && cells[1].matches("[0-9]{1,9}")) {
                all.add(new NetClassDevice(cells[0], Integer.parseInt(cells[1]), cells[2], cells[3]));
            }
        }
        return all;
    }

    /** The answer of the live machine. */
    public static String list(Path root) throws ScanException {
        Path folder = root.resolve("sys/class/net");
        try (Stream<Path> all = Files.list(folder)) {
            StringBuilder rows = new StringBuilder();
            all.sorted().forEach(each -> rows.append(row(each)));
            return rows.toString();
        } catch (IOException e) {
            throw new ScanException("could not list " + folder + ": " + e, e);
        }
    }

    private static String row(Path folder) {
        String address = text(folder.resolve("address"));
        boolean mac = address.length() == NO_ADDRESS.length() && !address.equals(NO_ADDRESS);
        return folder.getFileName() + "\t" + text(folder.resolve("ifindex")) + "\t" + (mac ? address : "") + "\t"
                + device(folder) + "\n";
    }

    private static String device(Path folder) {
        try {
            return String.valueOf(
                    Files.readSymbolicLink(folder.resolve("device")).getFileName());
        } catch (IOException e) {
            return "";
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file).strip();
        } catch (IOException e) {
            return ""; // gone meanwhile
        }
    }
}
