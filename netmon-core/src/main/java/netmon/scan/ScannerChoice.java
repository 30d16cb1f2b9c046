package netmon.scan;

/** The source of sockets that the user chooses ({@code --scanner}). */
public enum ScannerChoice {
    AUTO,
    SOCKDIAG,
    NETSTAT,
    NETTOP,
    LSOF,
    OSHI
}
