package netmon.service;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import netmon.scan.macos.ntstat.KernelControl;

/**
 * The kernel control of a Mac with many connections: ready-made pages of 100 sources, in records of up to 4096 bytes.
 */
final class CrowdedNtstat implements KernelControl {
    private static final int PAGE = 100;
    private static final int RECORD = 4096;
    private static final int UPDATE = 496;
    private static final int SUCCESS = 16;
    private static final int RECEIVED_AT = 40;
    private static final int SENT_AT = 56;

    private final List<ByteBuffer> records = new ArrayList<>();
    private final int pages;
    private final ByteBuffer answer = ByteBuffer.allocateDirect(SUCCESS).order(ByteOrder.LITTLE_ENDIAN);
    private long context;
    private int page;
    private int next;
    private int end;
    private boolean answered = true;

    CrowdedNtstat(int sources) {
        pages = sources / PAGE + 1;
        int number = sources;
        while (number > 0) {
            int onPage = PAGE;
            while (onPage > 0) {
                int count = Math.min(onPage, RECORD / UPDATE);
                ByteBuffer record = ByteBuffer.allocateDirect(count * UPDATE).order(ByteOrder.LITTLE_ENDIAN);
                for (int i = 0; i < count; i++) {
                    write(record, i * UPDATE, number--);
                }
                records.add(record);
                onPage -= count;
            }
        }
        answer.putShort(12, (short) SUCCESS);
    }

    /** Every connection moves. */
    void second() {
        for (ByteBuffer record : records) {
            for (int at = 0; at < record.capacity(); at += UPDATE) {
                record.putLong(at + RECEIVED_AT, record.getLong(at + RECEIVED_AT) + 1448);
                record.putLong(at + SENT_AT, record.getLong(at + SENT_AT) + 52);
            }
        }
    }

    /** A SRC_UPDATE of macOS 14 to 26 about a TCP socket. */
    private static void write(ByteBuffer record, int at, int number) {
        record.putInt(at + 8, 10_006).putShort(at + 12, (short) UPDATE).putLong(at + 16, number);
        record.putInt(at + 144, 2);
        int pid = 500 + number / 20;
        record.putInt(at + 152 + 76, 4).putInt(at + 152 + 116, pid).putInt(at + 152 + 120, pid);
        end(record, at + 152 + 124, 20_000 + number, 0x0200_000a);
        end(record, at + 152 + 152, 443, number);
        record.put(at + 152 + 196, "Autodesk Fusion".getBytes(StandardCharsets.UTF_8));
    }

    private static void end(ByteBuffer record, int at, int port, int address) {
        record.put(at, (byte) 16).put(at + 1, (byte) 2);
        record.putShort(at + 2, Short.reverseBytes((short) port)).putInt(at + 4, address);
    }

    @Override
    public void send(ByteBuffer request) {
        long asked = request.getLong(0);
        page = asked == context ? page + 1 : 0;
        context = asked;
        answered = false;
        boolean subscription = request.getInt(8) == 1002;
        int perPage = records.size() / (pages - 1);
        next = subscription ? 0 : Math.min(records.size(), page * perPage);
        end = subscription ? 0 : Math.min(records.size(), next + perPage);
        answer.putLong(0, context).putShort(14, (short) (subscription || page == pages - 1 ? 0 : 2));
    }

    @Override
    public int receive(ByteBuffer into) {
        if (next < end) {
            ByteBuffer record = records.get(next++);
            into.put(0, record, 0, record.capacity());
            return record.capacity();
        }
        if (answered) {
            return EMPTY;
        }
        answered = true;
        into.put(0, answer, 0, SUCCESS);
        return SUCCESS;
    }

    @Override
    public void close() {}
}
