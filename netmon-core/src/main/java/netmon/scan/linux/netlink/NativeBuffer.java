package netmon.scan.linux.netlink;

import com.sun.jna.Memory;
import com.sun.jna.Pointer;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import netmon.scan.ScanException;

/**
 * Bytes outside the Java heap that netmon appends to. The buffer grows when it is full and shrinks after a single large
 * content. Replaced memory is freed when no view refers to it any more; so the buffer is seldom replaced.
 */
public final class NativeBuffer {
    /** Free bytes before each append: one message of a dump has at most 32 KiB. */
    static final int ROOM = 64 * 1024;

    private static final int INITIAL_BYTES = 2 * ROOM;

    /** More than 100,000 TCP sockets of some 400 bytes; a limit that protects the machine's memory. */
    private static final int MAX_BYTES = 64 * 1024 * 1024;

    /** After so many small contents in a row, a quarter of a minute's, the memory of a large one is freed. */
    private static final int SMALL_CONTENTS_BEFORE_SHRINK = 64;

    private Memory memory = new Memory(INITIAL_BYTES);
    private ByteBuffer view = memory.getByteBuffer(0, INITIAL_BYTES);
    private int length;
    private int smallContents;

    /** Removes the content, and frees memory if none of the last contents came near to filling it. */
    public void clear() {
        boolean small = length < view.capacity() / 8;
        smallContents = small ? smallContents + 1 : 0;
        if (view.capacity() > INITIAL_BYTES && smallContents >= SMALL_CONTENTS_BEFORE_SHRINK) {
            memory = new Memory(INITIAL_BYTES);
            view = memory.getByteBuffer(0, INITIAL_BYTES);
        }
        length = 0;
    }

    /** The capacity without growing; for tests. */
    int capacity() {
        return view.capacity();
    }

    /** The place for the next bytes; at least {@link #ROOM} of them fit. */
    Pointer room() throws ScanException {
        if (view.capacity() - length < ROOM) {
            grow();
        }
        return memory.share(length);
    }

    /** Adds the bytes that were written into the room to the content. */
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
