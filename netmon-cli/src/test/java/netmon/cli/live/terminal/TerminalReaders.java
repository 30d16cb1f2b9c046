package netmon.cli.live.terminal;

import netmon.cli.session.StandardOutput;

import java.io.FileInputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Takes over the terminal and restores it, many times, and prints the threads that still read it then; for {@code
 * scripts/checks/live}. Such a thread would take a key from the next reader.
 */
final class TerminalReaders {
    /** A read takes a tenth of a second; the terminal is restored at many moments of it. */
    private static final int READ_MILLIS = 100;

    /** Shorter than a run of stty. */
    private static final int STEP_MILLIS = 3;

    private TerminalReaders() {}

    public static void main(String[] arguments) throws Exception {
        Set<String> left = new TreeSet<>();
        for (int i = 0; i < READ_MILLIS; i += STEP_MILLIS) {
            try (RawTerminal terminal = RawTerminal.open(new StandardOutput(), false, key -> {}, loss -> {})) {
                terminal.forget(); // the screen may show anything
                while (readers().isEmpty()) {
                    Thread.onSpinWait(); // until the reader waits for a key
                }
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(i));
            }
            left.addAll(readers());
        }
        System.out.println("readers: " + left);
    }

    private static List<String> readers() {
        return Thread.getAllStackTraces().entrySet().stream()
                .filter(each -> reads(each.getValue()))
                .map(each -> each.getKey().getName())
                .toList();
    }

    private static boolean reads(StackTraceElement[] stack) {
        return Arrays.stream(stack).anyMatch(each -> each.getClassName().equals(FileInputStream.class.getName()));
    }
}
