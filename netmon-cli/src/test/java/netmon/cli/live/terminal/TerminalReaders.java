package netmon.cli.live.terminal;

import java.io.FileInputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import netmon.cli.session.StandardOutput;

/**
 * Takes the terminal and gives it back, many times, and prints which threads still read it then; for {@code
 * scripts/checks/live}. Such a one would take a key from whoever reads next.
 */
final class TerminalReaders {
    /** A read takes a tenth of a second; the terminal is given back at each of its moments. */
    private static final int READ_MILLIS = 100;

    /** Less than stty takes. */
    private static final int STEP_MILLIS = 3;

    private TerminalReaders() {}

    public static void main(String[] arguments) throws Exception {
        Set<String> left = new TreeSet<>();
        for (int i = 0; i < READ_MILLIS; i += STEP_MILLIS) {
            try (RawTerminal terminal = RawTerminal.open(new StandardOutput(), false, key -> {})) {
                terminal.forget(); // whatever is on the screen
                while (readers().isEmpty()) {
                    Thread.onSpinWait(); // until a key is waited for
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
