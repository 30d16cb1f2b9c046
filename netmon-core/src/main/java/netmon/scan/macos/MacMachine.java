package netmon.scan.macos;

import java.util.List;
import java.util.Map;
import netmon.model.Address;
import netmon.scan.Addresses;
import netmon.scan.Machine;
import netmon.scan.ProgramOutput;
import netmon.scan.ScanException;
import netmon.scan.SystemPrograms;

/** A Mac: every question is a program's command line. */
public final class MacMachine implements Machine {
    private static final String BOOT = "sysctl -n kern.bootsessionuuid";

    /**
     * A question that nobody answered is asked again after 1, 2, 4 ... and at last every 1024 others: a program that hangs
     * costs its time limit each time.
     */
    private static final int LONGEST_PATIENCE = 1024;

    private final SystemPrograms tools;
    private String boot = "";
    private int unasked;
    private int patience = 1;

    public MacMachine(SystemPrograms tools) {
        this.tools = tools;
    }

    @Override
    public ProgramOutput read(String name) throws ScanException {
        return tools.run(name);
    }

    @Override
    public Map<String, List<Address>> addresses() throws ScanException {
        return Addresses.read();
    }

    /** Asked until it is told: it cannot change while netmon runs. Not {@code kern.boottime}, which moves when the clock is set. */
    @Override
    public String boot() {
        if (!boot.isEmpty()) {
            return boot;
        }
        if (unasked > 0) {
            unasked--;
            return "";
        }
        boot = readBoot();
        unasked = patience;
        patience = Math.min(2 * patience, LONGEST_PATIENCE);
        return boot;
    }

    private String readBoot() {
        try {
            ProgramOutput output = tools.run(BOOT);
            return output.exit() == 0 ? output.text().strip() : "";
        } catch (ScanException e) {
            return "";
        }
    }
}
