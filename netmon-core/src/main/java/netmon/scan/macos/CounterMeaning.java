package netmon.scan.macos;

/**
 * The meaning of one byte counter: {@code times} x payload + {@code headerBytes} x packets.
 *
 * @param times how often a byte of payload is counted, at least once
 * @param headerBytes bytes that are counted with each packet besides; 0 where none are
 */
record CounterMeaning(int times, int headerBytes) {
    static final CounterMeaning PAYLOAD = new CounterMeaning(1, 0);

    /**
     * The payload of a counter.
     *
     * @param packets how many packets netstat prints; it counts them as often as the bytes; negative where unknown:
     *     then the packets are taken for full ones
     */
    long payload(long counter, long packets) {
        if (headerBytes == 0) {
            return counter / times;
        }
        if (packets >= 0) {
            return Math.max(0, counter - saturated(packets / times)) / times;
        }
        long full = SegmentEstimate.FULL_PAYLOAD;
        long counted = times * full + headerBytes;
        return counter / counted * full + counter % counted * full / counted;
    }

    private long saturated(long packets) {
        return packets > Long.MAX_VALUE / headerBytes ? Long.MAX_VALUE : packets * headerBytes;
    }
}
