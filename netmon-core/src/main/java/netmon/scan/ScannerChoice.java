package netmon.scan;

/** Which way of reading sockets is asked for ({@code --scanner}). */
public enum ScannerChoice {
    AUTO,
    SOCKDIAG,
    NETSTAT,
    NETTOP,
    LSOF,
    OSHI
}
