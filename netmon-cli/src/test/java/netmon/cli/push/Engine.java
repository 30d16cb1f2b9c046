package netmon.cli.push;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsParameters;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.ToIntFunction;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;

/** A server on the loopback interface that answers requests as the test wants. */
final class Engine implements AutoCloseable {
    /** A status that stands for no answer at all. */
    static final int SILENCE = 0;

    @SuppressWarnings("ArrayRecordComponent")
    record Received(String path, String authorization, String encoding, byte[] content) {}

    final List<Received> received = new ArrayList<>();

    /** The header Retry-After of refusals; empty for none. */
    volatile String retryAfter = "";

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final CountDownLatch closing = new CountDownLatch(1);
    private final String scheme;

    private Engine(HttpServer server, String scheme, ToIntFunction<Integer> status, byte[] reply) {
        this.server = server;
        this.scheme = scheme;
        server.setExecutor(threads);
        server.createContext("/", exchange -> answer(exchange, status, reply));
        server.start();
    }

    /** @param status the status of the answer to the request of a number, from 0 on */
    static Engine answering(ToIntFunction<Integer> status) throws IOException {
        return answering(status, "the text of the answer".getBytes(StandardCharsets.UTF_8));
    }

    static Engine answering(ToIntFunction<Integer> status, byte[] reply) throws IOException {
        return new Engine(HttpServer.create(loopback(), 0), "http", status, reply);
    }

    /** @param wantsClients whether it demands a client certificate */
    static Engine overTls(SSLContext context, boolean wantsClients) throws IOException {
        HttpsServer server = HttpsServer.create(loopback(), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(context) {
            @Override
            public void configure(HttpsParameters parameters) {
                SSLParameters usual = getSSLContext().getDefaultSSLParameters();
                usual.setNeedClientAuth(wantsClients);
                parameters.setSSLParameters(usual);
            }
        });
        return new Engine(server, "https", number -> 204, new byte[0]);
    }

    private static InetSocketAddress loopback() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    }

    String url() {
        return scheme + "://127.0.0.1:" + server.getAddress().getPort();
    }

    private void answer(HttpExchange exchange, ToIntFunction<Integer> statuses, byte[] reply) throws IOException {
        int status;
        synchronized (received) {
            status = statuses.applyAsInt(received.size());
            received.add(new Received(
                    exchange.getRequestURI().toString(),
                    String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")),
                    String.valueOf(exchange.getRequestHeaders().getFirst("Content-Encoding")),
                    exchange.getRequestBody().readAllBytes()));
        }
        if (status == SILENCE) {
            await();
            exchange.close();
            return;
        }
        if (status == 302) {
            exchange.getResponseHeaders().set("Location", url() + "/elsewhere");
        }
        if (status >= 400 && !retryAfter.isEmpty()) {
            exchange.getResponseHeaders().set("Retry-After", retryAfter);
        }
        byte[] content = status == 204 ? new byte[0] : reply;
        exchange.sendResponseHeaders(status, content.length == 0 ? -1 : content.length);
        exchange.getResponseBody().write(content);
        exchange.close();
    }

    private void await() {
        try {
            closing.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        closing.countDown();
        server.stop(0);
        threads.shutdownNow();
    }
}
