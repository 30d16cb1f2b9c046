package netmon.scan.macos.ntstat;

/** Handles a descriptor of a length that no release up to macOS 27 has, but that holds all fields netmon reads. */
public enum UnknownLengths {
    /** Refuse ntstat: the fields may have moved. */
    REFUSE,
    /** Read it. Only for the proof, and after the proof has passed with it. */
    READ
}
