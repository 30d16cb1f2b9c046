package netmon.scan.macos.ntstat;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;
import netmon.scan.ScanException;
import netmon.scan.macos.ntstat.wire.Errno;
import netmon.scan.macos.ntstat.wire.MessageCursor;
import netmon.scan.macos.ntstat.wire.Provider;
import netmon.scan.macos.ntstat.wire.RequestBuffer;
import netmon.scan.macos.ntstat.wire.UnknownLayoutException;
import netmon.scan.macos.ntstat.wire.Wire;

/**
 * The exchange of requests and answers over one connection: subscribes, polls page by page, and hands every message
 * about a source on. Nothing here waits, since the kernel answers a request before {@code send} returns.
 */
final class Conversation {
    /** Takes the messages that are no answers to requests. */
    @FunctionalInterface
    interface Listener {
        /** Takes one message, which is valid during the call only. */
        void message(MessageCursor message) throws ScanException;
    }

    private enum ControlReply {
        NONE,
        DONE,
        MORE,
        ERROR
    }

    /** The kernel has 100 sources on a page, and as few as 5 when another process waits for its lock. */
    private static final int MOST_PAGES = 1000;

    /**
     * A poll that takes longer goes on at the next read, so that it cannot take a whole second. 2000 sources need 5
     * ms.
     */
    private static final long MOST_NANOS = 500_000_000;

    /** Records in one go. The largest buffer, 8 MiB, holds fewer even of the shortest ones. */
    private static final int MOST_RECORDS = 1 << 19;

    private final KernelControl control;
    private final ByteBuffer record;
    private final Listener listener;
    private final LongSupplier nanos;
    private final RequestBuffer requests = new RequestBuffer();
    private final MessageCursor message = new MessageCursor();

    /** Never 0, for which the kernel answers SUCCESS and no source, and never used twice. */
    private long lastContext;

    /** The context of the poll that is not finished; 0 if there is none. */
    private long unfinished;

    private long awaited;
    private ControlReply answer = ControlReply.NONE;
    private int errno;
    private int pages;
    private long overruns;

    /**
     * @param record takes each record; at least {@link KernelControl#RECORD_BYTES} long, in {@link Wire#ORDER}
     * @param nanos a monotonic clock
     */
    Conversation(KernelControl control, ByteBuffer record, Listener listener, LongSupplier nanos) {
        this.control = control;
        this.record = record;
        this.listener = listener;
        this.nanos = nanos;
    }

    /**
     * Subscribes to all providers.
     *
     * @return the providers of flows in user space that the kernel refuses
     * @throws ScanException if it refuses one of its own two, or does not answer
     */
    List<Provider> subscribe() throws ScanException {
        List<Provider> refused = new ArrayList<>();
        for (Provider each : Provider.values()) {
            long context = ++lastContext;
            exchange(requests.addAllSources(each, context), context);
            boolean accepted = answer == ControlReply.DONE || (answer == ControlReply.ERROR && errno == Wire.EALREADY);
            if (!accepted && (each.isKernel() || answer != ControlReply.ERROR)) {
                throw new ScanException("ntstat: the kernel "
                        + (answer == ControlReply.ERROR
                                ? "refuses " + each + ", " + Errno.text(errno)
                                : "does not answer"));
            }
            if (!accepted) {
                refused.add(each);
            }
        }
        return refused;
    }

    /** True if the last poll stopped at its time limit; the next call of {@link #poll} goes on with it. */
    boolean isUnfinished() {
        return unfinished != 0;
    }

    /** How often the kernel reported that it dropped records. */
    long overruns() {
        return overruns;
    }

    /**
     * Asks for all sources, or goes on with a poll that is not finished.
     *
     * @return false if the time limit ended it before all sources were reported
     * @throws FailedPollException if it cannot be finished; the connection remains usable
     * @throws ScanException if the connection is not usable any more
     */
    boolean poll() throws ScanException {
        long start = nanos.getAsLong();
        int failures = 0;
        while (true) {
            long context = context();
            exchange(requests.updatePage(context), context);
            if (answer == ControlReply.DONE) {
                unfinished = 0;
                return true;
            }
            if (answer == ControlReply.MORE) {
                failures = 0;
            } else {
                failures++;
                checkFailure(failures);
            }
            if (nanos.getAsLong() - start > MOST_NANOS) {
                return false;
            }
        }
    }

    private long context() throws FailedPollException {
        if (unfinished == 0) {
            unfinished = ++lastContext;
            pages = 0;
        }
        pages++;
        if (pages > MOST_PAGES) {
            throw failed("is not finished after " + MOST_PAGES + " pages");
        }
        return unfinished;
    }

    /** ENOBUFS and ENOMEM: the same request goes on where it stopped. No answer: a new poll repeats all. */
    private void checkFailure(int failures) throws FailedPollException {
        boolean noRoom = answer == ControlReply.ERROR && (errno == Wire.ENOBUFS || errno == Wire.ENOMEM);
        boolean lost = answer == ControlReply.NONE || (answer == ControlReply.ERROR && errno == Wire.EAGAIN);
        if (failures > 1 || (!noRoom && !lost)) {
            throw failed(answer == ControlReply.ERROR ? "is refused: " + Errno.text(errno) : "is not answered");
        }
        if (lost) {
            overruns++;
            unfinished = 0;
        }
    }

    private FailedPollException failed(String reason) {
        unfinished = 0;
        return new FailedPollException("ntstat: a poll " + reason);
    }

    /** Takes all that is queued. */
    void drain() throws ScanException {
        for (int i = 0; i < MOST_RECORDS; i++) {
            int length = control.receive(record);
            if (length == KernelControl.EMPTY) {
                return;
            }
            if (length == KernelControl.OVERRUN) {
                overruns++;
            } else {
                take(length);
            }
        }
        throw new ScanException("ntstat: the queue is not empty after " + MOST_RECORDS + " records");
    }

    private void exchange(ByteBuffer request, long context) throws ScanException {
        awaited = context;
        answer = ControlReply.NONE;
        control.send(request);
        drain();
    }

    private void take(int length) throws ScanException {
        if (length <= 0 || length > record.capacity()) {
            throw new ScanException("ntstat: a record of " + length + " bytes");
        }
        message.start(record, 0, length);
        while (message.next()) {
            switch (message.type()) {
                case Wire.SUCCESS ->
                    answered((message.flags() & Wire.CONTINUATION) == 0 ? ControlReply.DONE : ControlReply.MORE);
                case Wire.ERROR -> error();
                default -> listener.message(message);
            }
        }
        if (message.isTorn()) {
            // Counters are sums, so the next poll tells the rest, except what closed sockets said last.
            throw failed("has a record of " + length + " bytes that is torn at byte " + message.at());
        }
    }

    private void error() throws ScanException {
        if (message.length() < Wire.ERROR_BYTES) {
            throw new UnknownLayoutException("ntstat: an ERROR has " + message.length() + " bytes");
        }
        if (message.context() == awaited) {
            errno = message.u32(Wire.ERRNO_AT);
        }
        answered(ControlReply.ERROR);
    }

    /** Answers of polls that were given up have another context. */
    private void answered(ControlReply given) {
        if (message.context() == awaited) {
            answer = given;
        }
    }
}
