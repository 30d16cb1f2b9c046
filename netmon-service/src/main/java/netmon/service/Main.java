package netmon.service;

/** {@code netmon-service}: the background service's entry. */
public final class Main {
    private Main() {}

    public static void main(String[] args) {
        System.exit(run(args));
    }

    /** Does what the command line says and returns the exit status. */
    public static int run(String... args) {
        return ServiceCommand.commandLine().execute(args);
    }
}
