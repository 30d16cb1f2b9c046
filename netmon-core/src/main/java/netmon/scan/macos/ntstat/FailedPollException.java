package netmon.scan.macos.ntstat;

import netmon.scan.ScanException;

/** A poll came to no end, but nothing speaks against the connection: the next poll may succeed. */
final class FailedPollException extends ScanException {
    FailedPollException(String message) {
        super(message);
    }
}
