package netmon.cli.push;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.regex.Pattern;
import netmon.cli.parse.UsageException;
import netmon.cli.push.wire.PushProtocol;
import netmon.store.push.PushLimits;
import org.jspecify.annotations.Nullable;

/**
 * An engine that receives the totals.
 *
 * @param name NAME in the settings {@code push.NAME.url}
 * @param headersFile a file with headers such as a token; null if there is none
 * @param tls the files with certificates
 * @param hostId the attribute host.id of the machine; empty for none
 * @param every how often the timer pushes; also the distance of two points
 * @param apps the number of applications with a series of their own
 * @param since how far back a first push goes
 */
record PushDestination(
        String name,
        URI url,
        PushProtocol protocol,
        @Nullable Path headersFile,
        PushTls tls,
        String hostId,
        Duration every,
        int apps,
        Duration since) {
    private static final Pattern LOOPBACK = Pattern.compile("localhost|127(\\.\\d{1,3}){3}|\\[?::1]?");

    /** Checks an address and completes one without a path by that of the protocol. */
    static URI address(String text, PushProtocol protocol) {
        URI url;
        try {
            url = URI.create(text);
        } catch (IllegalArgumentException e) {
            throw new UsageException("the URL is not valid"); // it may contain a password, so it is not repeated
        }
        if (url.getRawUserInfo() != null
                || (url.getRawAuthority() != null && url.getRawAuthority().contains("@"))) {
            throw new UsageException("a URL must not contain a user or a password: put a header into a headers file");
        }
        boolean isHttp = "http".equals(url.getScheme()) || "https".equals(url.getScheme());
        if (!isHttp || url.getHost() == null || url.getRawFragment() != null) {
            throw new UsageException("the URL must be http://HOST[:PORT][/PATH] or https://..., without a '#'");
        }
        boolean isBare = url.getRawQuery() == null
                && (url.getRawPath().isEmpty() || url.getRawPath().equals("/"));
        return isBare ? url.resolve(protocol.format().path()) : url;
    }

    /** Whether others on the way can neither read nor change a request. */
    boolean isProtected() {
        return "https".equals(url.getScheme())
                || LOOPBACK.matcher(url.getHost()).matches();
    }

    /** The address without its query, which may contain what is no business of a reader of the screen. */
    String place() {
        return url.getScheme() + "://" + url.getRawAuthority() + url.getRawPath();
    }

    PushLimits limits(long now) {
        return new PushLimits(now, every.toSeconds(), apps, since.toSeconds());
    }
}
