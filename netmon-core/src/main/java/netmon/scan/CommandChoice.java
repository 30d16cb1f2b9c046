package netmon.scan;

import java.util.List;

/**
 * One question in several spellings, the best first: an older recording answers only an older one. The first spelling
 * that is answered stays in use, so that a later failure does not change what the answer holds.
 */
public final class CommandChoice {
    private final Machine machine;
    private List<String> spellings;

    /** @param spellings command lines in order of preference, at least one */
    public CommandChoice(Machine machine, String... spellings) {
        this.machine = machine;
        this.spellings = List.of(spellings);
    }

    /** The spelling that was answered last; the best one before the first answer. */
    public String command() {
        return spellings.get(0);
    }

    /**
     * The answer to the best spelling that has one.
     *
     * @throws ScanException if none has; the error is that of the best one
     */
    public ProgramOutput read() throws ScanException {
        ScanException first = null;
        for (String each : spellings) {
            try {
                ProgramOutput output = machine.read(each);
                spellings = List.of(each);
                return output;
            } catch (ScanException e) {
                first = first == null ? e : first;
            }
        }
        throw first == null ? new ScanException("no command") : first;
    }
}
