package netmon.scan.linux.resolved;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/**
 * Reads JSON as it comes, without keeping it: a full cache has megabytes, and libraries keep a text of any length. Each
 * method reads one value. A value of another kind than asked for is skipped, because a later release may send it.
 */
final class JsonStream {
    /** A longer text is cut; no name of a host is that long. */
    private static final int LONGEST_TEXT = 256;

    private static final int MOST_DEPTH = 32;
    private static final int MOST_DIGITS = 18;

    private final InputStream bytes;
    private int depth;

    /** The first byte of the next value, which was read already; 0 if there is none. */
    private byte pushed;

    JsonStream(InputStream bytes) {
        this.bytes = bytes;
    }

    /** Reads the value of a field. */
    @FunctionalInterface
    interface FieldReader {
        void read(String name) throws IOException;
    }

    /** Reads an element of an array. */
    @FunctionalInterface
    interface ElementReader {
        void read() throws IOException;
    }

    void object(FieldReader fields) throws IOException {
        elements('{', '}', () -> {
            String name = text();
            require(start(), ':');
            fields.read(name);
        });
    }

    void array(ElementReader elements) throws IOException {
        elements('[', ']', elements);
    }

    private void elements(char open, char close, ElementReader element) throws IOException {
        byte first = start();
        if (first != open) {
            skip(first);
            return;
        }
        if (++depth > MOST_DEPTH) {
            throw new IOException("its answer is nested too deeply");
        }
        byte next = start();
        if (next != close) {
            pushed = next;
            do {
                element.read();
                next = start();
            } while (next == ',');
            require(next, close);
        }
        depth--;
    }

    /** A text, with its escapes as they are; an empty one if the value is none. */
    String text() throws IOException {
        byte first = start();
        if (first != '"') {
            skip(first);
            return "";
        }
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        boolean isEscaped = false;
        for (byte each = next(); isEscaped || each != '"'; each = next()) {
            isEscaped = !isEscaped && each == '\\';
            if (text.size() < LONGEST_TEXT) {
                text.write(each);
            }
        }
        return text.toString(StandardCharsets.UTF_8);
    }

    /** A whole number; -1 if the value is none. */
    long number() throws IOException {
        byte first = start();
        long number = 0;
        int digits = 0;
        byte each = first;
        for (; each >= '0' && each <= '9' && digits <= MOST_DIGITS; each = next()) {
            number = 10 * number + (each - '0');
            digits++;
        }
        if (digits == 0) {
            skip(first);
            return -1;
        }
        pushed = each;
        if (isPlain(each)) {
            skip();
            return -1;
        }
        return number;
    }

    void skip() throws IOException {
        skip(start());
    }

    /** @param first the first byte of the value */
    private void skip(byte first) throws IOException {
        pushed = first;
        if (first == '{') {
            object(name -> skip());
        } else if (first == '[') {
            array(this::skip);
        } else if (first == '"') {
            text();
        } else {
            skipWord(start());
        }
    }

    /** A number, true, false or null. */
    private void skipWord(byte first) throws IOException {
        require(isPlain(first), first);
        byte next = first;
        while (isPlain(next)) {
            next = next();
        }
        pushed = next;
    }

    private static boolean isPlain(byte each) {
        return (each >= '0' && each <= '9')
                || (each >= 'a' && each <= 'z')
                || each == '-'
                || each == '+'
                || each == '.'
                || each == 'E';
    }

    /** The next byte that is no white space. */
    private byte start() throws IOException {
        byte next = pushed == 0 ? next() : pushed;
        pushed = 0;
        while (next == ' ' || next == '\n' || next == '\r' || next == '\t') {
            next = next();
        }
        return next;
    }

    private byte next() throws IOException {
        int next = bytes.read();
        if (next < 0) {
            throw new EOFException("its answer is cut");
        }
        return (byte) next;
    }

    private static void require(byte found, char wanted) throws IOException {
        require(found == wanted, found);
    }

    private static void require(boolean isRight, byte found) throws IOException {
        if (!isRight) {
            throw new IOException("its answer is no JSON: there is the byte " + (found & 0xff));
        }
    }
}
