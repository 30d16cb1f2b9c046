package netmon.cli.push;

import java.io.EOFException;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.util.Locale;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;
import netmon.model.PlainText;

/** Says in a sentence why an encrypted connection was not made. */
final class TlsFault {
    private static final int MOST_EXCERPT = 200;

    private TlsFault() {}

    /**
     * @param where the engine, such as {@code https://metrics.example.com}
     * @param isClient whether a client certificate is configured
     */
    static String sentence(Throwable fault, String where, boolean isClient) {
        if (has(fault, CertificateExpiredException.class)) {
            return "the certificate of " + where + " is refused: it has expired";
        }
        if (has(fault, CertificateNotYetValidException.class)) {
            return "the certificate of " + where + " is refused: it is not valid yet; check this machine's clock";
        }
        if (has(fault, CertPathBuilderException.class)) {
            return "the certificate of " + where + " is refused: no known authority has signed it;"
                    + " push.NAME.ca-file names a file with another one";
        }
        if (has(fault, CertificateException.class)) {
            return "the certificate of " + where + " is refused: it belongs to another host: " + last(fault);
        }
        String ours = isClient
                ? " the certificate of push.NAME.client-certificate"
                : " a client certificate; push.NAME.client-certificate names its file";
        if (isAboutOurs(fault)) {
            return where + (isClient ? " does not accept" : " wants") + ours;
        }
        if (isClosed(fault)) {
            return where + " closed the encrypted connection without an answer; maybe it "
                    + (isClient ? "does not accept" : "wants") + ours;
        }
        return "no encrypted connection to " + where + ": " + last(fault);
    }

    /** Whether encryption may be the reason why a connection over https failed. */
    static boolean is(Throwable fault) {
        return has(fault, SSLException.class) || isClosed(fault);
    }

    /** In TLS 1.3 an engine judges the client after the handshake, and some then close without an alert. */
    private static boolean isClosed(Throwable fault) {
        return causes(fault)
                .anyMatch(each -> each instanceof EOFException
                        || String.valueOf(each.getMessage()).contains("received no bytes")
                        || "Connection reset".equals(each.getMessage()));
    }

    /** The alerts by which an engine refuses a client, before or after its certificate. */
    private static boolean isAboutOurs(Throwable fault) {
        return causes(fault)
                .map(each -> String.valueOf(each.getMessage()).toLowerCase(Locale.ROOT))
                .anyMatch(text -> text.contains("received fatal alert")
                        && Stream.of("certificate", "unknown_ca", "access_denied")
                                .anyMatch(text::contains));
    }

    private static boolean has(Throwable fault, Class<? extends Throwable> kind) {
        return causes(fault).anyMatch(kind::isInstance);
    }

    private static Stream<Throwable> causes(Throwable fault) {
        return Stream.iterate(fault, each -> each != null, Throwable::getCause);
    }

    private static String last(Throwable fault) {
        Throwable cause = causes(fault).reduce(fault, (one, next) -> next);
        return PlainText.cut(String.valueOf(cause.getMessage()), MOST_EXCERPT);
    }
}
