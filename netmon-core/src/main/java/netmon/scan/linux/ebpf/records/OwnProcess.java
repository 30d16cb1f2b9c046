package netmon.scan.linux.ebpf.records;

import netmon.scan.ScanException;

/**
 * How the programs see netmon's own process.
 *
 * @param netns the cookie of its network namespace
 * @param tgid its number in the namespace of process 1
 * @param pid its number as it sees it itself
 */
public record OwnProcess(long netns, int tgid, long pid) {
    /** Whether the process numbers in origins and births are valid here: this process shares process 1's namespace. */
    public boolean knowsProcesses() {
        return tgid == pid;
    }

    /** As {@link #parse} reads it. */
    public String line() {
        return netns + "\t" + tgid + "\t" + pid + "\n";
    }

    /** Reads the line of a recording. */
    public static OwnProcess parse(String line) throws ScanException {
        String[] fields = line.strip().split("\t", -1);
        try {
            if (fields.length == 3) {
                return new OwnProcess(
                        Long.parseLong(fields[0]), Integer.parseInt(fields[1]), Long.parseLong(fields[2]));
            }
        } catch (NumberFormatException e) {
            throw new ScanException("bpf own: no numbers: " + line.strip(), e);
        }
        throw new ScanException("bpf own: " + fields.length + " fields in place of 3");
    }
}
