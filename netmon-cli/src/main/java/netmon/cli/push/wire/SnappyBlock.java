package netmon.cli.push.wire;

import java.io.ByteArrayOutputStream;

/**
 * Compresses into a block of the snappy format, which remote write demands: literals, and copies of at most 64 bytes
 * from at most 65,535 bytes back. Labels repeat in each series, so that a tenth to a quarter is left.
 */
final class SnappyBlock {
    private static final int TABLE_BITS = 14;
    private static final int LEAST_MATCH = 4;
    private static final int MOST_COPY = 64;
    private static final int MOST_DISTANCE = 65_535;
    private static final int LITERAL_1_BYTE = 60 << 2;
    private static final int LITERAL_2_BYTES = 61 << 2;
    private static final int MOST_LITERAL = 65_536;

    private final byte[] input;
    private final int[] table = new int[1 << TABLE_BITS];
    private final ByteArrayOutputStream out;

    private SnappyBlock(byte[] input) {
        this.input = input;
        this.out = new ByteArrayOutputStream(input.length / 2 + 16);
    }

    static byte[] compress(byte[] input) {
        return new SnappyBlock(input).compress();
    }

    private byte[] compress() {
        length(input.length);
        int literal = 0;
        int at = 0;
        while (at + LEAST_MATCH <= input.length) {
            int slot = (int4(at) * 0x1e35a7bd) >>> (Integer.SIZE - TABLE_BITS);
            int candidate = table[slot] - 1; // 0 is an empty slot
            table[slot] = at + 1;
            if (candidate >= 0 && at - candidate <= MOST_DISTANCE && int4(candidate) == int4(at)) {
                literals(literal, at);
                int matched = matched(candidate, at);
                copies(at - candidate, matched);
                at += matched;
                literal = at;
            } else {
                at++;
            }
        }
        literals(literal, input.length);
        return out.toByteArray();
    }

    private int matched(int candidate, int at) {
        int matched = LEAST_MATCH;
        while (at + matched < input.length && input[candidate + matched] == input[at + matched]) {
            matched++;
        }
        return matched;
    }

    private void copies(int distance, int length) {
        for (int left = length; left > 0; left -= MOST_COPY) {
            int copy = Math.min(left, MOST_COPY);
            out.write(((copy - 1) << 2) | 2); // a copy with a distance of two bytes
            out.write(distance & 0xff);
            out.write(distance >>> 8);
        }
    }

    private void literals(int from, int to) {
        for (int at = from; at < to; at += MOST_LITERAL) {
            int length = Math.min(to - at, MOST_LITERAL);
            literalTag(length - 1);
            out.write(input, at, length);
        }
    }

    private void literalTag(int less) {
        if (less < 60) {
            out.write(less << 2);
        } else if (less < 256) {
            out.write(LITERAL_1_BYTE);
            out.write(less);
        } else {
            out.write(LITERAL_2_BYTES);
            out.write(less & 0xff);
            out.write(less >>> 8);
        }
    }

    private void length(int value) {
        int rest = value;
        while (rest >= 0x80) {
            out.write((rest & 0x7f) | 0x80);
            rest >>>= 7;
        }
        out.write(rest);
    }

    private int int4(int at) {
        return (input[at] & 0xff)
                | ((input[at + 1] & 0xff) << 8)
                | ((input[at + 2] & 0xff) << 16)
                | ((input[at + 3] & 0xff) << 24);
    }
}
