package netmon.cli.push;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import javax.net.ssl.SSLContext;
import netmon.model.PlainText;

/** Sends requests to one engine. It follows no redirect: that could carry a token to another machine. */
final class PushTransport {
    private static final Duration CONNECT = Duration.ofSeconds(10);
    private static final int MOST_EXCERPT = 200;

    private final HttpClient client;
    private final URI url;
    private final boolean isClient;
    private final Map<String, String> headers;
    private final Duration patience;

    /** @param patience how long a whole exchange may take */
    PushTransport(
            PushDestination destination,
            Map<String, String> headers,
            Map<String, String> environment,
            Duration patience)
            throws PushFailure {
        HttpClient.Builder builder = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(CONNECT);
        this.url = destination.url();
        PushProxy.of(url, environment).ifPresent(builder::proxy);
        SSLContext context = destination.tls().context();
        if (context != null) {
            builder.sslContext(context);
        }
        this.client = builder.build();
        this.isClient = destination.tls().isClient();
        this.headers = headers;
        this.patience = patience;
    }

    /** The status and the start of the content of an answer. */
    @SuppressWarnings("ArrayRecordComponent")
    record EngineReply(int status, byte[] content, long retryAfterSeconds) {
        boolean isAccepted() {
            return status >= 200 && status < 300;
        }

        /** Whether the engine asks to be left alone for a while. */
        boolean isBusy() {
            return status == 429 || status >= 500;
        }

        /** Whether another attempt with the same content would get the same answer. */
        boolean isRefusal() {
            return status == 400 || status == 413 || status == 415 || status == 422;
        }

        String excerpt() {
            String text = PlainText.cut(new String(content(), StandardCharsets.UTF_8).strip(), MOST_EXCERPT);
            return text.isEmpty() ? "" : ": " + text;
        }
    }

    EngineReply post(byte[] content, Map<String, String> formatHeaders) throws PushFailure {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(url).timeout(patience).POST(HttpRequest.BodyPublishers.ofByteArray(content));
        try {
            formatHeaders.forEach(request::setHeader);
            headers.forEach(request::setHeader);
        } catch (IllegalArgumentException e) {
            throw new PushFailure("a header of the headers file may not be set"); // its text may be secret
        }
        return exchange(request.build());
    }

    private EngineReply exchange(HttpRequest request) throws PushFailure {
        ReplyExcerpt excerpt = new ReplyExcerpt();
        CompletableFuture<HttpResponse<Void>> reply =
                client.sendAsync(request, HttpResponse.BodyHandlers.ofByteArrayConsumer(excerpt));
        try {
            HttpResponse<Void> response = reply.get(patience.toMillis(), TimeUnit.MILLISECONDS);
            return new EngineReply(response.statusCode(), excerpt.content(), retryAfter(response));
        } catch (TimeoutException e) {
            throw new PushFailure(late());
        } catch (ExecutionException e) {
            throw failed(Objects.requireNonNullElse(e.getCause(), e));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new PushFailure("interrupted");
        } finally {
            reply.cancel(true);
        }
    }

    /** The header has a number of seconds, or a date. */
    private static long retryAfter(HttpResponse<?> response) {
        String value = response.headers().firstValue("Retry-After").orElse("");
        if (value.matches("[0-9]{1,6}")) {
            return Long.parseLong(value);
        }
        try {
            Instant until = Instant.from(DateTimeFormatter.RFC_1123_DATE_TIME.parse(value));
            return Math.max(0, Duration.between(Instant.now(), until).toSeconds() + 1);
        } catch (DateTimeException e) {
            return 0;
        }
    }

    private PushFailure failed(Throwable cause) {
        String where = url.getScheme() + "://" + url.getRawAuthority();
        if (cause instanceof HttpTimeoutException) {
            return new PushFailure(late());
        }
        if (url.getScheme().equals("https") && TlsFault.is(cause)) {
            return new PushFailure(TlsFault.sentence(cause, where, isClient));
        }
        String why = cause instanceof IOException && cause.getMessage() != null
                ? cause.getMessage()
                : cause.getClass().getSimpleName();
        return new PushFailure("cannot reach " + where + ": " + PlainText.cut(why, MOST_EXCERPT));
    }

    private String late() {
        return url.getHost() + " did not answer within " + patience.toSeconds() + " s";
    }

    /** Keeps the start of an answer, since an engine may send any amount. */
    private static final class ReplyExcerpt implements Consumer<Optional<byte[]>> {
        private static final int MOST_BYTES = 8192;

        /** An engine that sends more than this talks nonsense. */
        private static final long MOST_READ = 8L << 20;

        private final ByteArrayOutputStream content = new ByteArrayOutputStream();
        private long read;

        @Override
        public synchronized void accept(Optional<byte[]> next) {
            byte[] bytes = next.orElse(new byte[0]);
            read += bytes.length;
            if (read > MOST_READ) {
                throw new IllegalStateException("the answer is too long");
            }
            content.write(bytes, 0, Math.min(bytes.length, MOST_BYTES - content.size()));
        }

        synchronized byte[] content() {
            return content.toByteArray();
        }
    }
}
