package netmon.scan.macos.ntstat;

import java.nio.ByteBuffer;
import netmon.scan.ScanException;

/**
 * One open connection to the kernel control, or something that behaves like one: a recording or a test. It moves bytes
 * and understands none of them. Not for several threads.
 */
public interface KernelControl extends AutoCloseable {
    /** Result of {@link #receive}: no record is queued. */
    int EMPTY = -1;

    /** Result of {@link #receive}: the kernel reports that it dropped records (ENOBUFS); later ones may be queued. */
    int OVERRUN = -2;

    /** Room for the longest record: a message's length has 16 bits. In practice a record has at most 4096 bytes. */
    int RECORD_BYTES = 65_536;

    /**
     * Sends one request. The kernel answers it before this method returns; the answer is then queued.
     *
     * @param request the whole message in a direct buffer, from index 0 to its limit; position and limit stay
     * @throws ScanException if the connection is broken; a request that the kernel refuses is answered by a message
     */
    void send(ByteBuffer request) throws ScanException;

    /**
     * Takes the next record from the queue. Never waits.
     *
     * @param into a direct buffer that takes the record from index 0 on, at least {@link #RECORD_BYTES} long; its
     *     position and limit stay as they are
     * @return the record's length in bytes, {@link #EMPTY} or {@link #OVERRUN}
     * @throws ScanException if the connection is broken
     */
    int receive(ByteBuffer into) throws ScanException;

    /** Closes the connection; the kernel forgets its subscriptions. */
    @Override
    void close();

    /** Opens connections: to the living kernel, to a recording, or to a test's fake. */
    @FunctionalInterface
    interface Opener {
        /**
         * Opens one.
         *
         * @throws ScanException if there is no such control, or access to it is refused
         */
        KernelControl open() throws ScanException;
    }
}
