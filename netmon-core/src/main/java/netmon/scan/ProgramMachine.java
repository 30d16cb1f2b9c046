package netmon.scan;

/** A machine that answers every question by running a program. */
public final class ProgramMachine implements Machine {
    /** A failed question for the boot is repeated after 1, 2, 4 ... 1024 calls: a hanging program is expensive. */
    private static final int LONGEST_PAUSE = 1024;

    private final SystemPrograms programs;
    private final String bootCommand;
    private String boot = "";
    private int callsToSkip;
    private int pause = 1;

    /** Runs nothing yet; {@code bootCommand} prints the identity of this start of the machine, or is empty. */
    public ProgramMachine(SystemPrograms programs, String bootCommand) {
        this.programs = programs;
        this.bootCommand = bootCommand;
    }

    @Override
    public ProgramOutput read(String name) throws ScanException {
        return programs.run(name);
    }

    /** Asks until a program reports it: the boot cannot change while netmon runs. */
    @Override
    public String boot() {
        if (!boot.isEmpty() || bootCommand.isEmpty()) {
            return boot;
        }
        if (callsToSkip > 0) {
            callsToSkip--;
            return "";
        }
        boot = readBoot();
        callsToSkip = pause;
        pause = Math.min(2 * pause, LONGEST_PAUSE);
        return boot;
    }

    private String readBoot() {
        try {
            ProgramOutput output = programs.run(bootCommand);
            return output.exit() == 0 ? output.text().strip() : "";
        } catch (ScanException e) {
            return "";
        }
    }
}
