package netmon.model;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The meaning of one source's numbers, as a proof found it on this machine.
 *
 * @param source name of the source, such as {@code netstat}
 * @param meanings what was found for each protocol, IP version and direction, in a fixed order
 * @param owner whether the source names the right process as the owner of a socket
 * @param closed whether the source reports the final counters of a socket that closed between two polls
 * @param unsent whether bytes that wait in the send buffer are counted as sent
 * @param others whether the source shows sockets of other processes
 */
public record Calibration(
        String source,
        List<Meaning> meanings,
        ProofResult owner,
        ProofResult closed,
        ProofResult unsent,
        ProofResult others) {

    /** The result of one question. */
    public enum ProofResult {
        YES,
        NO,
        UNKNOWN;

        public static ProofResult of(boolean yes) {
            return yes ? YES : NO;
        }

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * How often the source counts a byte.
     *
     * @param version 4 or 6, of IP
     * @param times 1 where each byte is counted once, 2 where twice; 0 where the source counts none; {@link #UNKNOWN}
     *     where nothing could be moved, {@link #SENSELESS} where the numbers fit no multiple
     * @param headerBytes bytes of headers that are counted with each segment, about; 0 where none are
     */
    public record Meaning(Protocol protocol, int version, Direction direction, int times, int headerBytes) {
        public static final int UNKNOWN = -1;
        public static final int SENSELESS = -2;

        boolean isPayloadOnce() {
            return times <= 1 && headerBytes == 0;
        }

        /** The word for the count: {@code once}, {@code twice}, {@code not counted}, {@code unknown}. */
        public String words() {
            String counted = switch (times) {
                case UNKNOWN -> "unknown";
                case SENSELESS -> "makes no sense";
                case 0 -> "not counted";
                case 1 -> "once";
                case 2 -> "twice";
                default -> times + " times";
            };
            return headerBytes > 0 ? counted + ", with headers" : counted;
        }
    }

    public Calibration {
        meanings = List.copyOf(meanings);
    }

    /** The result of a proof that found nothing out. */
    public static Calibration unknown(String source) {
        ProofResult unknown = ProofResult.UNKNOWN;
        return new Calibration(source, List.of(), unknown, unknown, unknown, unknown);
    }

    /** Whether the proof found nothing out. */
    public boolean isUnknown() {
        return equals(unknown(source));
    }

    /** How bytes of this kind are counted; null where the proof did not ask. */
    public @Nullable Meaning meaning(Protocol protocol, int version, Direction direction) {
        for (Meaning each : meanings) {
            if (each.protocol() == protocol && each.version() == version && each.direction() == direction) {
                return each;
            }
        }
        return null;
    }

    /** Whether both count each byte equally often; what was found of headers may differ a little each time. */
    public boolean countsLike(@Nullable Calibration other) {
        return other != null
                && unsent == other.unsent
                && meanings.stream()
                        .map(Meaning::times)
                        .toList()
                        .equals(other.meanings.stream().map(Meaning::times).toList());
    }

    /** The results in a line, such as {@code TCP once, UDP not counted; final counts yes, unsent bytes no}. */
    public String summary() {
        Map<Protocol, String> counted = new LinkedHashMap<>();
        for (Meaning each : meanings) {
            if (each.times() != Meaning.UNKNOWN) {
                counted.merge(each.protocol(), each.words(), (one, other) -> one.equals(other) ? one : "differently");
            }
        }
        List<String> words = new ArrayList<>();
        counted.forEach((protocol, times) -> words.add(protocol + " " + times));
        return (words.isEmpty() ? "bytes unknown" : String.join(", ", words)) + "; owners " + owner + ", final counts "
                + closed + ", unsent bytes " + unsent;
    }

    /** Whether every byte that is counted is payload that is counted once. */
    public boolean isPayloadOnce() {
        return meanings.stream().allMatch(Meaning::isPayloadOnce);
    }

    /**
     * Why the source must not be believed, as part of a sentence; empty where nothing speaks against it.
     *
     * @param corrected whether its reader corrects bytes that are counted twice or with headers
     */
    public String objection(boolean corrected) {
        List<String> objections = new ArrayList<>();
        if (owner == ProofResult.NO) {
            objections.add("it names another process as the owner of a socket");
        }
        if (others == ProofResult.NO && meanings.stream().anyMatch(each -> each.times() > 0)) {
            objections.add("it shows no sockets of other processes");
        }
        for (Meaning each : meanings) {
            String bytes = "its bytes of " + each.protocol() + " over IPv" + each.version();
            if (each.times() == Meaning.SENSELESS) {
                objections.add(bytes + " make no sense");
            } else if (!corrected && !each.isPayloadOnce()) {
                objections.add(bytes + " are counted " + each.words());
            }
        }
        return String.join(", ", objections.stream().distinct().toList());
    }
}
