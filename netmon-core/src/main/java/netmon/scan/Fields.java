package netmon.scan;

/** The fields of one row, blanks between them, from the left. What is missing or malformed is an IllegalArgumentException. */
public final class Fields {
    private final String row;
    private int at;

    public Fields(String row) {
        this.row = row;
    }

    public boolean hasNext() {
        while (at < row.length() && row.charAt(at) == ' ') {
            at++;
        }
        return at < row.length();
    }

    public String next() {
        if (!hasNext()) {
            throw new IllegalArgumentException("too few columns: " + row);
        }
        int from = at;
        int blank = row.indexOf(' ', from);
        at = blank < 0 ? row.length() : blank;
        return row.substring(from, at);
    }

    /** A number in decimal, not below zero. */
    public long number() {
        String field = next();
        long number = Long.parseLong(field);
        if (number < 0) {
            throw new IllegalArgumentException("below zero: " + field);
        }
        return number;
    }

    /** All up to the row's last such character, which is passed over; it may hold blanks, and the character itself. */
    public String upToLast(char separator) {
        int end = row.lastIndexOf(separator);
        if (end < at) {
            throw new IllegalArgumentException("no " + separator + ": " + row);
        }
        String field = row.substring(at, end);
        at = end + 1;
        return field;
    }

    /** All that has not been read yet. */
    public String rest() {
        return row.substring(at);
    }
}
