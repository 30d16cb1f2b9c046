package netmon.service;

import picocli.CommandLine;

/** {@code netmon-service}: the background service's entry. */
public final class Main {
    private Main() {}

    public static void main(String[] args) {
        System.exit(run(args));
    }

    /** Does what the command line says and returns the exit status. */
    public static int run(String... args) {
        return new CommandLine(new ServiceCommand())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .execute(args);
    }
}
