package netmon.scan;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import netmon.model.Address;
import netmon.model.NetworkRoute;

/** A machine with answers that a test sets. */
public final class FakeMachine implements Machine {
    /** The questions in their order. */
    public final List<String> asked = new ArrayList<>();

    public final Map<String, List<Address>> addresses = new HashMap<>();
    public final List<NetworkRoute> routes = new ArrayList<>();

    /** The version of the operating system. */
    public String version = "";

    private final Map<String, ProgramOutput> outputs = new HashMap<>();

    public FakeMachine says(String name, ProgramOutput output) {
        outputs.put(name, output);
        return this;
    }

    public FakeMachine says(String name, String text) {
        return says(name, ProgramOutput.of(text));
    }

    public FakeMachine lacks(String name) {
        outputs.remove(name);
        return this;
    }

    @Override
    public ProgramOutput read(String name) throws ScanException {
        asked.add(name);
        ProgramOutput output = outputs.get(name);
        if (output == null) {
            throw new ScanException(name + ": no such program");
        }
        return new ProgramOutput(output.bytes().duplicate(), output.exit());
    }

    @Override
    public Map<String, List<Address>> addresses() {
        return addresses;
    }

    @Override
    public List<NetworkRoute> routes() {
        return routes;
    }

    @Override
    public String version() {
        return version;
    }

    @Override
    public String boot() {
        return "boot-1";
    }
}
