package netmon.scan.macos.ntstat;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import netmon.scan.ScanException;

/**
 * Answers like the kernel's {@code ntstat.c}: page by page, the newest source first, in records of up to 4096 bytes.
 */
final class FakeKernelControl implements KernelControl.Opener {
    final List<SyntheticSource> sources = new ArrayList<>();
    final Map<Integer, Integer> refusedProviders = new HashMap<>();
    SyntheticSource.Release release = SyntheticSource.Release.MACOS_14;
    int pageSize = 100;
    int opened;
    int closed;
    int requests;

    /** So many next pages end with ERROR ENOBUFS instead of SUCCESS. */
    int pagesWithoutRoom;

    /** So many next answers are lost, after so many that are not. */
    int lostAnswers;

    int answersBeforeLoss;

    /** So many next records of updates are lost without a word. */
    int lostRecords;

    /** Before the queue is empty, receive says so many times that records were lost. */
    int overruns;

    /** The fake is broken: every send fails. */
    boolean broken;

    private final Deque<byte[]> queue = new ArrayDeque<>();

    SyntheticSource add(int provider) {
        SyntheticSource source = new SyntheticSource(sources.size() + 1L, provider);
        sources.add(source);
        return source;
    }

    /** Puts a record into the queue. */
    void queue(byte[]... messages) {
        ByteArrayOutputStream record = new ByteArrayOutputStream();
        for (byte[] each : messages) {
            record.writeBytes(each);
        }
        queue.add(record.toByteArray());
    }

    void close(SyntheticSource source) {
        sources.remove(source);
        queue(source.update(release, 4));
        queue(source.removed(0));
    }

    @Override
    public KernelControl open() {
        opened++;
        queue.clear();
        return new Connection();
    }

    private final class Connection implements KernelControl {
        private final Set<Long> contexts = new HashSet<>();
        private final Set<Integer> subscribed = new HashSet<>();
        private long polling;
        private Deque<SyntheticSource> left = new ArrayDeque<>();

        @Override
        public void send(ByteBuffer request) throws ScanException {
            requests++;
            if (broken) {
                throw new ScanException("ntstat: could not send a request: error 57");
            }
            ByteBuffer bytes = request.duplicate().order(ByteOrder.LITTLE_ENDIAN);
            long context = bytes.getLong(0);
            assertNotEquals(0, context);
            assertEquals(request.limit(), bytes.getShort(12));
            switch (bytes.getInt(8)) {
                case 1002 -> subscribe(bytes, context);
                case 1007 -> page(bytes, context);
                default -> throw new AssertionError("request " + bytes.getInt(8));
            }
        }

        private void subscribe(ByteBuffer bytes, long context) {
            assertEquals(56, bytes.limit());
            assertEquals(0x100000, bytes.getLong(16));
            assertTrue(contexts.add(context), "context " + context + " was used before");
            Integer refusal = refusedProviders.get(bytes.getInt(32));
            if (refusal != null) {
                queue(SyntheticSource.error(context, refusal));
            } else if (subscribed.add(bytes.getInt(32))) {
                queue(SyntheticSource.success(context, 0));
            } else {
                queue(SyntheticSource.error(context, 37));
            }
        }

        private void page(ByteBuffer bytes, long context) {
            assertEquals(24, bytes.limit());
            assertEquals(-1, bytes.getLong(16));
            assertEquals(2, bytes.getShort(14));
            if (context != polling) {
                assertTrue(contexts.add(context), "context " + context + " was used before");
                if (!left.isEmpty()) {
                    queue(SyntheticSource.error(polling, 35));
                }
                polling = context;
                left = new ArrayDeque<>();
                sources.forEach(left::addFirst);
            }
            boolean more = updates();
            if (lostAnswers > 0 && answersBeforeLoss-- <= 0) {
                lostAnswers--;
            } else if (pagesWithoutRoom > 0) {
                pagesWithoutRoom--;
                queue(SyntheticSource.error(context, 55));
            } else {
                queue(SyntheticSource.success(context, more ? 2 : 0));
            }
        }

        private boolean updates() {
            ByteArrayOutputStream record = new ByteArrayOutputStream();
            int count = 0;
            for (; count < pageSize && !left.isEmpty(); count++) {
                byte[] update = left.removeFirst().update(release, 0);
                if (record.size() + update.length > 4096) {
                    flush(record);
                }
                record.writeBytes(update);
            }
            flush(record);
            return count == pageSize;
        }

        private void flush(ByteArrayOutputStream record) {
            if (record.size() > 0 && lostRecords > 0) {
                lostRecords--;
            } else if (record.size() > 0) {
                queue.add(record.toByteArray());
            }
            record.reset();
        }

        @Override
        public int receive(ByteBuffer into) {
            byte[] record = queue.poll();
            if (record != null) {
                into.put(0, record);
                return record.length;
            }
            if (overruns > 0) {
                overruns--;
                return OVERRUN;
            }
            return EMPTY;
        }

        @Override
        public void close() {
            closed++;
        }
    }
}
