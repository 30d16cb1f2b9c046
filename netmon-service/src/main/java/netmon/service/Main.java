package netmon.service;

import picocli.CommandLine;

/** {@code netmon-service}: the background service's entry. */
public final class Main {
    private Main() {}

    public static void main(String[] args) {
        System.exit(new CommandLine(new ServiceCommand())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .execute(args));
    }
}
