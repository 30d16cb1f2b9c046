package netmon.cli.push.wire;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The compressor, against a decompressor that follows the description of the format. */
class SnappyBlockTest {
    private static byte[] decompress(byte[] block) {
        int at = 0;
        int length = 0;
        for (int shift = 0; ; shift += 7) {
            int next = block[at++];
            length |= (next & 0x7f) << shift;
            if (next >= 0) {
                break;
            }
        }
        byte[] out = new byte[length];
        int size = 0;
        while (at < block.length) {
            int tag = block[at++] & 0xff;
            int count = (tag >>> 2) + 1;
            if ((tag & 3) == 0) {
                int extra = Math.max(0, count - 60);
                if (extra > 0) {
                    count = 1;
                    for (int i = 0; i < extra; i++) {
                        count += (block[at++] & 0xff) << (8 * i);
                    }
                }
                System.arraycopy(block, at, out, size, count);
                at += count;
                size += count;
            } else {
                assertTrue((tag & 3) == 2, "only copies with two bytes of distance are written");
                int distance = (block[at] & 0xff) | ((block[at + 1] & 0xff) << 8);
                at += 2;
                for (int i = 0; i < count; i++) {
                    out[size] = out[size++ - distance];
                }
            }
        }
        return Arrays.copyOf(out, size);
    }

    private static void returns(byte[] content) {
        assertArrayEquals(content, decompress(SnappyBlock.compress(content)));
    }

    @Test
    void everyLengthComesBack() {
        Random random = new Random(1);
        for (int length : new int[] {0, 1, 3, 4, 5, 59, 60, 61, 62, 255, 256, 257, 65_535, 65_536, 65_537, 200_000}) {
            byte[] noise = new byte[length];
            random.nextBytes(noise);
            returns(noise);
            byte[] few = new byte[length];
            for (int i = 0; i < length; i++) {
                few[i] = (byte) random.nextInt(2);
            }
            returns(few);
            returns(new byte[length]);
        }
    }

    @Test
    void repeatedLabelsBecomeSmall() throws Exception {
        ByteArrayOutputStream labels = new ByteArrayOutputStream();
        for (int i = 0; i < 500; i++) {
            labels.write(("__name__netmon_app_network_io_bytes_total_instance_9e02b133_app" + i)
                    .getBytes(StandardCharsets.UTF_8));
        }
        byte[] compressed = SnappyBlock.compress(labels.toByteArray());
        assertTrue(compressed.length * 4 < labels.size(), compressed.length + " of " + labels.size());
        returns(labels.toByteArray());
    }
}
