package netmon.scan.macos;

import java.util.List;
import java.util.Map;
import netmon.model.Address;
import netmon.scan.Addresses;
import netmon.scan.Machine;
import netmon.scan.Output;
import netmon.scan.ScanException;
import netmon.scan.Tools;
import org.jspecify.annotations.Nullable;

/** A Mac: every question is a program's command line. */
public final class MacMachine implements Machine {
    private static final String BOOT = "sysctl -n kern.bootsessionuuid";

    private final Tools tools;
    private @Nullable String boot;

    public MacMachine(Tools tools) {
        this.tools = tools;
    }

    @Override
    public Output read(String name) throws ScanException {
        return tools.run(name);
    }

    @Override
    public Map<String, List<Address>> addresses() throws ScanException {
        return Addresses.read();
    }

    /** Asked once: it cannot change while netmon runs. Not {@code kern.boottime}, which moves when the clock is set. */
    @Override
    public String boot() {
        if (boot == null) {
            boot = readBoot();
        }
        return boot;
    }

    private String readBoot() {
        try {
            Output output = tools.run(BOOT);
            return output.exit() == 0 ? output.text().strip() : "";
        } catch (ScanException e) {
            return "";
        }
    }
}
