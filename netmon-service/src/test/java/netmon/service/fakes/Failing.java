package netmon.service.fakes;

import netmon.scan.ScanException;

import org.jspecify.annotations.Nullable;

/** The failures of the fakes. */
final class Failing {
    private Failing() {}

    static void by(@Nullable Exception exception) throws ScanException {
        if (exception instanceof RuntimeException defect) {
            throw defect;
        }
        if (exception instanceof ScanException expected) {
            throw expected;
        }
    }
}
