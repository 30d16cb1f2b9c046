package netmon.cli.push.wire;

import java.util.Arrays;

/** Reads single fields of a short protobuf message. A malformed message has no fields. */
final class ProtobufReader {
    private static final int VARINT = 0;
    private static final int BYTES = 2;

    private final byte[] message;

    ProtobufReader(byte[] message) {
        this.message = message;
    }

    /** The content of the first field of this number; empty if there is none. */
    byte[] bytes(int field) {
        int[] found = find((field << 3) | BYTES);
        return Arrays.copyOfRange(message, found[0], found[1]);
    }

    /** The value of the first field of this number; 0 if there is none. */
    long number(int field) {
        int[] found = find((field << 3) | VARINT);
        return found[1] == found[0] ? 0 : varint(found[0])[0];
    }

    /** The start and the end of the value with this tag; equal if there is none. */
    private int[] find(int tag) {
        int at = 0;
        while (at < message.length) {
            long[] read = varint(at);
            int start = (int) read[1];
            int end = end(start, (int) (read[0] & 7));
            int value = (read[0] & 7) == BYTES && start < message.length ? (int) varint(start)[1] : start;
            if (end <= at || end > message.length || value > end) {
                break;
            }
            if (read[0] == tag) {
                return new int[] {value, end};
            }
            at = end;
        }
        return new int[] {0, 0};
    }

    private int end(int start, int type) {
        return switch (type) {
            case VARINT -> (int) varint(start)[1];
            case 1 -> start + Long.BYTES;
            case BYTES -> {
                long[] length = varint(start);
                yield (int) Math.max(-1, Math.min(length[1] + length[0], message.length + 1L));
            }
            case 5 -> start + Integer.BYTES;
            default -> -1;
        };
    }

    /** A number, and where the next field starts. */
    private long[] varint(int start) {
        long value = 0;
        int at = start;
        for (int shift = 0; shift < Long.SIZE && at < message.length; shift += 7) {
            byte next = message[at++];
            value |= (long) (next & 0x7f) << shift;
            if (next >= 0) {
                break;
            }
        }
        return new long[] {value, at};
    }
}
