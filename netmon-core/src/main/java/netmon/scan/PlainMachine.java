package netmon.scan;

import java.util.List;
import java.util.Map;
import netmon.model.Address;

/** A machine of which nothing is known but what programs common to Unixes and the JDK tell. */
public final class PlainMachine implements Machine {
    private final SystemPrograms tools;

    public PlainMachine(SystemPrograms tools) {
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

    @Override
    public String boot() {
        return "";
    }
}
