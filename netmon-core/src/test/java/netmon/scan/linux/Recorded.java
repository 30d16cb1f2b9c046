package netmon.scan.linux;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import netmon.model.Address;
import netmon.scan.Machine;
import netmon.scan.ProgramOutput;
import netmon.scan.ScanException;

/** A machine with answers that a test sets; it counts the questions. Other questions fail. */
public final class Recorded implements Machine {
    private final Map<String, ProgramOutput> answers = new HashMap<>();
    private final Map<String, Integer> asked = new HashMap<>();
    private Map<String, List<Address>> addresses = Map.of();

    /** A file of src/test/resources/linux. */
    public static ByteBuffer resource(String name) {
        try (InputStream in = Recorded.class.getResourceAsStream("/linux/" + name)) {
            if (in == null) {
                throw new IllegalArgumentException("no recording " + name);
            }
            return ByteBuffer.wrap(in.readAllBytes());
        } catch (IOException e) {
            throw new IllegalStateException(name, e);
        }
    }

    public Recorded with(String question, ByteBuffer answer) {
        answers.put(question, new ProgramOutput(answer, 0));
        return this;
    }

    public Recorded with(String question, String answer) {
        answers.put(question, ProgramOutput.of(answer));
        return this;
    }

    public Recorded without(String question) {
        answers.remove(question);
        return this;
    }

    public Recorded addresses(Map<String, List<Address>> own) {
        addresses = own;
        return this;
    }

    public int asked(String question) {
        return asked.getOrDefault(question, 0);
    }

    @Override
    public ProgramOutput read(String name) throws ScanException {
        asked.merge(name, 1, Integer::sum);
        ProgramOutput answer = answers.get(name);
        if (answer == null) {
            throw new ScanException(name + ": not recorded");
        }
        return answer;
    }

    @Override
    public Map<String, List<Address>> addresses() {
        asked.merge("addresses", 1, Integer::sum);
        return addresses;
    }

    @Override
    public String boot() {
        return "boot";
    }
}
