package netmon.scan.macos;

/** The fields of a row, from the left. A missing or malformed one throws IllegalArgumentException. */
final class RowFields {
    private final String row;

    /** Start and end of the current field. */
    private int from;

    private int to;

    RowFields(String row) {
        this.row = row;
    }

    boolean hasNext() {
        while (to < row.length() && row.charAt(to) == ' ') {
            to++;
        }
        return to < row.length();
    }

    String next() {
        skip();
        return row.substring(from, to);
    }

    boolean nextIs(String expected) {
        skip();
        return to - from == expected.length() && row.startsWith(expected, from);
    }

    long number() {
        skip();
        long number = Long.parseLong(row, from, to, 10);
        if (number < 0) {
            throw new IllegalArgumentException("below zero: " + row.substring(from, to));
        }
        return number;
    }

    /** The number up to the separator within the next field; the rest of the field is next. */
    long numberUpTo(char separator) {
        skip();
        int end = row.indexOf(separator, from);
        if (end < 0 || end >= to) {
            throw new IllegalArgumentException("no " + separator + ": " + row.substring(from, to));
        }
        to = end + 1;
        return Long.parseLong(row, from, end, 10);
    }

    /** The number that begins right here; 0 where a blank does. */
    long numberHere() {
        if (to == row.length() || row.charAt(to) == ' ') {
            return 0;
        }
        return number();
    }

    /** The next field, an unsigned hexadecimal number of exactly so many digits; 0 if it has more or fewer. */
    long hex(int digits) {
        skip();
        return to - from == digits ? Long.parseUnsignedLong(row, from, to, 16) : 0;
    }

    /** Everything up to the row's last separator, which is skipped; the text may contain blanks and separators. */
    String upToLast(char separator) {
        int last = row.lastIndexOf(separator);
        if (last < to) {
            throw new IllegalArgumentException("no " + separator + ": " + row);
        }
        String field = row.substring(to, last);
        to = last + 1;
        return field;
    }

    String rest() {
        return row.substring(to);
    }

    void skip() {
        if (!hasNext()) {
            throw new IllegalArgumentException("too few columns: " + row);
        }
        from = to;
        int blank = row.indexOf(' ', from);
        to = blank < 0 ? row.length() : blank;
    }
}
