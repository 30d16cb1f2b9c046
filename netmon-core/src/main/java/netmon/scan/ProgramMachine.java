package netmon.scan;

import org.jspecify.annotations.Nullable;

/** A machine that answers every question by running a program. */
public final class ProgramMachine implements Machine {
    /** A failed question for the boot is repeated after 1, 2, 4 ... 1024 calls: a hanging program is expensive. */
    private static final int LONGEST_PAUSE = 1024;

    private final CommandRunner programs;
    private final String bootCommand;
    private final String versionCommand;
    private @Nullable String version;
    private String boot = "";
    private int callsToSkip;
    private int pause = 1;

    /** Runs a command line to its end; its output is valid until the next call. */
    @FunctionalInterface
    public interface CommandRunner {
        ProgramOutput run(String commandLine) throws ScanException;
    }

    /** Runs nothing yet; each command prints what it is named after, or is empty where no program does. */
    public ProgramMachine(CommandRunner programs, String bootCommand, String versionCommand) {
        this.programs = programs;
        this.bootCommand = bootCommand;
        this.versionCommand = versionCommand;
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
        boot = printed(bootCommand);
        callsToSkip = pause;
        pause = Math.min(2 * pause, LONGEST_PAUSE);
        return boot;
    }

    /** Asks once: an update of the system restarts the machine. */
    @Override
    public String version() {
        String known = version;
        if (known == null) {
            known = versionCommand.isEmpty() ? "" : printed(versionCommand);
            version = known;
        }
        return known;
    }

    private String printed(String command) {
        try {
            ProgramOutput output = programs.run(command);
            return output.exit() == 0 ? output.text().strip() : "";
        } catch (ScanException e) {
            return "";
        }
    }
}
