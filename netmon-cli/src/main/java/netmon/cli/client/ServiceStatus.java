package netmon.cli.client;

import java.io.IOException;
import java.nio.file.Path;
import netmon.model.PlainText;
import netmon.protocol.Request;
import netmon.protocol.StatusReply;

/**
 * The status of the service, if it replies.
 *
 * @param reply its status; {@link StatusReply#UNKNOWN} if it does not reply
 * @param silence why it does not reply; empty if it does
 * @param allowed whether this user may ask it
 */
public record ServiceStatus(StatusReply reply, String silence, boolean allowed) {
    public static final ServiceStatus NONE = silent("no service answers", true);

    public static ServiceStatus silent(String why, boolean allowed) {
        return new ServiceStatus(StatusReply.UNKNOWN, why, allowed);
    }

    public static ServiceStatus of(StatusReply reply) {
        return new ServiceStatus(reply, "", true);
    }

    public static ServiceStatus ask(Path database) {
        try {
            return of(ServiceClient.ask(database, new Request.GetStatus()));
        } catch (IOException e) {
            boolean allowed = !(e instanceof ServiceClient.NotAllowedException);
            return silent(PlainText.of(String.valueOf(e.getMessage())), allowed);
        }
    }

    public boolean isSilent() {
        return !silence.isEmpty();
    }
}
