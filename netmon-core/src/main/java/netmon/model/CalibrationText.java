package netmon.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Calibrations as text, one line each: the source, four results, then each meaning as protocol, IP version, direction,
 * times and header bytes:
 *
 * <pre>
 * netstat owner=yes closed=no unsent=no others=unknown tcp4:in=2+52 tcp4:out=1+0
 * </pre>
 *
 * Times are {@code unknown} or {@code senseless} where the proof found no number.
 */
public final class CalibrationText {
    private static final String UNKNOWN = "unknown";
    private static final String SENSELESS = "senseless";

    private CalibrationText() {}

    /** A line for each calibration. */
    public static String encode(List<Calibration> calibrations) {
        StringBuilder text = new StringBuilder();
        for (Calibration each : calibrations) {
            text.append(each.source());
            text.append(" owner=").append(each.owner());
            text.append(" closed=").append(each.closed());
            text.append(" unsent=").append(each.unsent());
            text.append(" others=").append(each.others());
            each.meanings().forEach(meaning -> text.append(' ').append(word(meaning)));
            text.append('\n');
        }
        return text.toString();
    }

    /**
     * The calibrations of a text.
     *
     * @throws IllegalArgumentException if a line is no calibration
     */
    public static List<Calibration> parse(String text) {
        List<Calibration> calibrations = new ArrayList<>();
        text.lines().filter(line -> !line.isBlank()).forEach(line -> calibrations.add(calibration(line.strip())));
        return calibrations;
    }

    private static Calibration calibration(String line) {
        String[] words = line.split(" +", -1);
        if (words.length < 5) {
            throw new IllegalArgumentException("no calibration: " + line);
        }
        List<Calibration.Meaning> meanings = new ArrayList<>();
        for (int i = 5; i < words.length; i++) {
            meanings.add(meaning(words[i]));
        }
        return new Calibration(
                words[0],
                meanings,
                answer("owner", words[1]),
                answer("closed", words[2]),
                answer("unsent", words[3]),
                answer("others", words[4]));
    }

    private static Calibration.ProofResult answer(String question, String word) {
        if (!word.startsWith(question + "=")) {
            throw new IllegalArgumentException("no answer to " + question + ": " + word);
        }
        return Calibration.ProofResult.valueOf(upper(word.substring(question.length() + 1)));
    }

    private static String word(Calibration.Meaning meaning) {
        String times = switch (meaning.times()) {
            case Calibration.Meaning.UNKNOWN -> UNKNOWN;
            case Calibration.Meaning.SENSELESS -> SENSELESS;
            default -> String.valueOf(meaning.times());
        };
        return meaning.protocol().name().toLowerCase(Locale.ROOT) + meaning.version() + ":"
                + meaning.direction().word() + "=" + times + "+" + meaning.headerBytes();
    }

    private static Calibration.Meaning meaning(String word) {
        String[] parts = word.split("[:=+]", -1);
        if (parts.length != 4 || parts[0].length() < 2) {
            throw new IllegalArgumentException("no meaning: " + word);
        }
        int kind = parts[0].length() - 1;
        return new Calibration.Meaning(
                Protocol.valueOf(upper(parts[0].substring(0, kind))),
                Integer.parseInt(parts[0].substring(kind)),
                Direction.valueOf(upper(parts[1])),
                times(parts[2]),
                Integer.parseInt(parts[3]));
    }

    private static int times(String word) {
        return switch (word) {
            case UNKNOWN -> Calibration.Meaning.UNKNOWN;
            case SENSELESS -> Calibration.Meaning.SENSELESS;
            default -> Integer.parseInt(word);
        };
    }

    private static String upper(String word) {
        return word.toUpperCase(Locale.ROOT);
    }
}
