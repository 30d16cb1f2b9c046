package netmon.scan.linux.netlink;

import com.sun.jna.Memory;
import com.sun.jna.Pointer;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import netmon.scan.ScanException;

/**
 * Bytes outside the Java heap that are appended to, grow when they must and shrink when they were large for once.
 * Memory that is given up is freed when nobody can see it any more, so a view that is used too long reads old bytes
 * and never those of others. Until then it counts, so it is seldom given up.
 */
public final class NativeBuffer {
    /** Room before each append: a dump's message is at most 32 KiB. */
    static final int ROOM = 64 * 1024;

    private static final int INITIAL_BYTES = 2 * ROOM;

    /** More than 100,000 TCP sockets of some 400 bytes; a bound, so that memory is never exhausted. */
    private static final int MAX_BYTES = 64 * 1024 * 1024;

    /** So many small contents in a row, a quarter of a minute's, and the memory that a large one took is given back. */
    private static final int SMALL_CONTENTS_BEFORE_SHRINK = 64;

    private Memory memory = new Memory(INITIAL_BYTES);
    private ByteBuffer view = memory.getByteBuffer(0, INITIAL_BYTES);
    private int length;
    private int smallContents;

    /** Forgets the content, and gives memory back when none of the last contents came near to filling it. */
    public void clear() {
        boolean small = length < view.capacity() / 8;
        smallContents = small ? smallContents + 1 : 0;
        if (view.capacity() > INITIAL_BYTES && smallContents >= SMALL_CONTENTS_BEFORE_SHRINK) {
            memory = new Memory(INITIAL_BYTES);
            view = memory.getByteBuffer(0, INITIAL_BYTES);
        }
        length = 0;
    }

    /** How much it can hold without growing; for tests. */
    int capacity() {
        return view.capacity();
    }

    /** Where to put the next bytes; at least {@link #ROOM} of them fit. */
    Pointer room() throws ScanException {
        if (view.capacity() - length < ROOM) {
            grow();
        }
        return memory.share(length);
    }

    /** Says that so many bytes were put into the room. */
    void added(int bytes) {
        length += bytes;
    }

    int length() {
        return length;
    }

    /** The content in the machine's byte order, valid until the next change. */
    public ByteBuffer bytes() {
        return view.slice(0, length).order(ByteOrder.nativeOrder());
    }

    private void grow() throws ScanException {
        int larger = 2 * view.capacity();
        if (larger > MAX_BYTES) {
            throw new ScanException("netlink: an answer of more than " + MAX_BYTES + " bytes");
        }
        Memory next = new Memory(larger);
        ByteBuffer copy = next.getByteBuffer(0, larger);
        copy.put(0, view, 0, length);
        memory = next;
        view = copy;
    }
}
