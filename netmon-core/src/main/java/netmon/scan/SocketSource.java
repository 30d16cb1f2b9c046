package netmon.scan;

import netmon.model.SocketTable;

/** Reads who owns which socket, and how many bytes each has moved where the system tells. */
public interface SocketSource {
    /** The source's name for people, such as {@code netstat}. */
    String name();

    /**
     * All sockets of this moment, and those closed since the last call where the source knows them.
     *
     * @throws ScanException if the source is not there, does not answer, or less than nine tenths of its rows are
     *     understood
     */
    SocketTable read() throws ScanException;
}
