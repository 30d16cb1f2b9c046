package netmon.protocol;

import netmon.model.Alert;
import netmon.model.CalendarUnit;
import netmon.model.Direction;

/** The fields of an alert; the program and its arguments are a list, {@code run=/bin/say run=over}. */
final class AlertFields {
    private AlertFields() {}

    static MessageLine line(String word, Alert alert) {
        MessageLine line = new MessageLine(word)
                .with("scope", alert.scope())
                .with("app", alert.app())
                .with("direction", alert.direction())
                .with("bytes", alert.limit())
                .with("per", alert.per())
                .with("month", alert.monthStarts())
                .with("means", alert.means());
        alert.command().forEach(each -> line.with("run", each));
        return line;
    }

    /** The alert, without a number. */
    static Alert read(MessageLine line) throws MessageException {
        Alert.Scope scope = line.choice("scope", Alert.Scope.class);
        Direction direction = line.choice("direction", Direction.class);
        CalendarUnit per = line.choice("per", CalendarUnit.class);
        Alert.Means means = line.choice("means", Alert.Means.class);
        int month = (int) Math.min(line.count("month"), Integer.MAX_VALUE);
        try {
            return new Alert(
                    0, scope, line.text("app"), direction, line.count("bytes"), per, month, means, line.texts("run"));
        } catch (IllegalArgumentException e) {
            throw new MessageException(Message.excerpt(String.valueOf(e.getMessage())));
        }
    }
}
