package netmon.scan.macos.ntstat.wire;

import netmon.scan.ScanException;

/** The kernel sends a message that netmon cannot read safely, so ntstat must not be used on this system. */
public final class UnknownLayoutException extends ScanException {
    public UnknownLayoutException(String message) {
        super(message);
    }
}
