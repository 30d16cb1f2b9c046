package netmon.service.log;

import java.util.Locale;

/**
 * The boundary of a part of the service: whatever fails in it costs that part only. Errors are no exception, because a
 * process limit or a missing descriptor also appears as one. An exhausted heap ends the process.
 */
public final class Survivable {
    private Survivable() {}

    /** Throws the failure again if the process cannot go on after it. */
    public static void require(Throwable failure) {
        if (failure instanceof OutOfMemoryError exhausted && isHeap(exhausted)) {
            throw exhausted;
        }
    }

    /** Other causes of this error are that no thread can be created, or no memory outside of the heap. */
    private static boolean isHeap(OutOfMemoryError failure) {
        String why = String.valueOf(failure.getMessage()).toLowerCase(Locale.ROOT);
        return why.contains("heap space") || why.contains("gc overhead");
    }
}
