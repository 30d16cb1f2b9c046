package netmon.scan;

/** The source of sockets that the user chooses ({@code --scanner}). */
public enum ScannerChoice {
    AUTO,
    EBPF,
    SOCKDIAG,
    NTSTAT,
    NETSTAT,
    NETTOP,
    LSOF,
    OSHI
}
