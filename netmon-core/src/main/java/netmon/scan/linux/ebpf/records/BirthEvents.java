package netmon.scan.linux.ebpf.records;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import netmon.scan.ScanException;
import netmon.scan.linux.ebpf.programs.BirthLayout;
import netmon.scan.linux.ebpf.programs.OriginLayout;

/** Reads the events of the ring {@code births}, one after the other as {@link BirthLayout} has them. */
public final class BirthEvents {
    private BirthEvents() {}

    /**
     * The events in these bytes.
     *
     * @throws ScanException if the length is not that of whole events
     */
    public static List<Birth> parse(ByteBuffer content) throws ScanException {
        ByteBuffer bytes = content.slice().order(ByteOrder.LITTLE_ENDIAN);
        int length = bytes.capacity();
        if (length % BirthLayout.LENGTH != 0) {
            throw new ScanException("bpf births: " + length + " bytes are not events of " + BirthLayout.LENGTH);
        }
        List<Birth> births = new ArrayList<>(length / BirthLayout.LENGTH);
        for (int at = 0; at < length; at += BirthLayout.LENGTH) {
            births.add(birth(bytes, at));
        }
        return births;
    }

    private static Birth birth(ByteBuffer bytes, int at) {
        return new Birth(
                bytes.getLong(at + BirthLayout.TIME),
                bytes.getLong(at + BirthLayout.NETNS),
                bytes.getInt(at + BirthLayout.TGID_UID),
                bytes.getInt(at + BirthLayout.TGID_UID + 4),
                FixedText.zeroEnded(bytes, at + BirthLayout.COMM, OriginLayout.COMM_LENGTH),
                path(bytes, at + BirthLayout.NAMES));
    }

    /** The names stand from the executable outwards; the root's is a slash. */
    private static String path(ByteBuffer bytes, int names) {
        String path = "";
        for (int i = 0; i < BirthLayout.NAME_COUNT; i++) {
            int at = names + i * BirthLayout.NAME_LENGTH;
            String name = FixedText.zeroEnded(bytes, at, BirthLayout.NAME_LENGTH);
            if (name.isEmpty()) {
                return path;
            }
            if (name.equals("/")) {
                return "/" + path;
            }
            path = path.isEmpty() ? name : name + "/" + path;
        }
        return path;
    }
}
