package netmon.scan.macos.ntstat;

import java.nio.ByteBuffer;
import java.util.Arrays;
import netmon.scan.ScanException;
import netmon.scan.macos.ntstat.wire.MessageCursor;
import netmon.scan.macos.ntstat.wire.Wire;
import org.jspecify.annotations.Nullable;

/**
 * A connection that is answered from a recording: each poll is given the messages that were received in its tick. A
 * recording holds no requests, so an answer (SUCCESS, ERROR) is given to the next request, with that one's context.
 */
public final class RecordedControl implements KernelControl {
    /** The file {@code ntstat} of the recording's present tick. */
    @FunctionalInterface
    public interface TickMessages {
        /**
         * Its whole content.
         *
         * @throws ScanException if the tick has none
         */
        ByteBuffer bytes() throws ScanException;
    }

    private static final int SUCCESS_BYTES = Wire.HEADER;

    /** Bytes of a record: the kernel collects messages up to this length. */
    private static final int RECORD = 4096;

    private final TickMessages tick;
    private final MessageCursor cursor = new MessageCursor();
    private byte @Nullable [] original;
    private ByteBuffer messages = ByteBuffer.allocate(0).order(Wire.ORDER);
    private int at;
    private int released;
    private long polled;
    private boolean answered;
    private int answerAt;
    private int answersLeft;
    private @Nullable ByteBuffer made;

    /**
     * Answers from the first tick on that is polled.
     *
     * @param tick is asked once for each poll
     */
    public RecordedControl(TickMessages tick) {
        this.tick = tick;
    }

    @Override
    public void send(ByteBuffer request) throws ScanException {
        long context = request.getLong(Wire.CONTEXT_AT);
        if (request.getInt(Wire.TYPE_AT) == Wire.ADD_ALL_SRCS) {
            subscribe(context);
            return;
        }
        if (context != polled) {
            polled = context;
            load(false);
        }
        if (at == messages.limit() && answered) {
            made = success(context); // this tick was polled already
            return;
        }
        release(context);
    }

    /** Messages up to the answer, and at a tick's last answer all that is left. */
    private void release(long context) {
        released = endOfAnswer(at);
        if (answerAt >= 0) {
            messages.putLong(answerAt + Wire.CONTEXT_AT, context);
            answered = true;
            answersLeft--;
        }
        if (answersLeft == 0) {
            released = messages.limit();
        }
    }

    /** The recording may have begun later than the connection: then the subscription is accepted. */
    private void subscribe(long context) throws ScanException {
        if (original == null) {
            load(true);
        }
        if (answersLeft > 1 && startsWithAnswer(at)) {
            released = endOfAnswer(at);
            messages.putLong(answerAt + Wire.CONTEXT_AT, context);
            answersLeft--;
        } else {
            made = success(context);
        }
    }

    @Override
    public int receive(ByteBuffer into) {
        ByteBuffer reply = made;
        if (reply != null) {
            made = null;
            into.put(0, reply, 0, SUCCESS_BYTES);
            return SUCCESS_BYTES;
        }
        int length = nextRecord();
        if (length == 0) {
            return EMPTY;
        }
        into.put(0, messages, at, length);
        at += length;
        return length;
    }

    @Override
    public void close() {
        at = messages.limit();
        released = at;
    }

    /** Whole messages up to a record's usual length, or one that is longer; a torn rest as it is. */
    private int nextRecord() {
        int length = 0;
        cursor.start(messages, at, released);
        while (cursor.next() && (length == 0 || length + cursor.length() <= RECORD)) {
            length += cursor.length();
        }
        return cursor.isTorn() && length == 0 ? Math.min(released - at, RECORD_BYTES) : length;
    }

    private void load(boolean opening) throws ScanException {
        ByteBuffer now = read(opening);
        byte[] bytes = new byte[now.remaining()];
        now.get(now.position(), bytes);
        if (Arrays.equals(bytes, original)) {
            return;
        }
        original = bytes;
        messages = ByteBuffer.wrap(bytes.clone()).order(Wire.ORDER);
        at = 0;
        released = 0;
        answered = false;
        answersLeft = countAnswers();
        if (!opening && answersLeft > 1 && startsWithAnswer(0) && startsWithAnswer(endOfAnswer(0))) {
            throw new ScanException("ntstat: the recorded connection was opened again");
        }
    }

    /**
     * A tick without the file is a poll without an answer; only when the control is opened does it mean there is none.
     */
    private ByteBuffer read(boolean opening) throws ScanException {
        try {
            return tick.bytes();
        } catch (ScanException e) {
            if (opening) {
                throw e;
            }
            return ByteBuffer.allocate(0);
        }
    }

    /** Index behind the next answer; sets {@link #answerAt} to the index of that answer, or to -1 without one. */
    private int endOfAnswer(int from) {
        answerAt = -1;
        cursor.start(messages, from, messages.limit());
        while (cursor.next()) {
            if (isAnswer()) {
                answerAt = cursor.at();
                return answerAt + cursor.length();
            }
        }
        return messages.limit();
    }

    private boolean startsWithAnswer(int from) {
        cursor.start(messages, from, messages.limit());
        return cursor.next() && isAnswer();
    }

    private int countAnswers() {
        int count = 0;
        cursor.start(messages, 0, messages.limit());
        while (cursor.next()) {
            count += isAnswer() ? 1 : 0;
        }
        return count;
    }

    private boolean isAnswer() {
        return cursor.type() == Wire.SUCCESS || cursor.type() == Wire.ERROR;
    }

    private static ByteBuffer success(long context) {
        ByteBuffer message = ByteBuffer.allocate(SUCCESS_BYTES).order(Wire.ORDER);
        message.putLong(Wire.CONTEXT_AT, context).putInt(Wire.TYPE_AT, Wire.SUCCESS);
        return message.putShort(Wire.LENGTH_AT, (short) SUCCESS_BYTES);
    }
}
