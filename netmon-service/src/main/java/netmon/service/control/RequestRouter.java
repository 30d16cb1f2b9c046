package netmon.service.control;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import netmon.model.StoreException;
import netmon.protocol.MessageException;
import netmon.protocol.Reply;
import netmon.protocol.Reply.ErrorReply;
import netmon.protocol.Request;
import netmon.service.log.Survivable;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Hands each request that comes over {@link ControlSocket} to its handler. */
public final class RequestRouter {
    private static final Logger LOG = LoggerFactory.getLogger(RequestRouter.class);

    private final Map<Class<?>, Route> routes = new HashMap<>();

    /** Answers one kind of request at once. */
    @FunctionalInterface
    public interface Handler<Q extends Request<R>, R extends Reply> {
        /**
         * Makes the reply.
         *
         * @throws IllegalArgumentException if the request cannot be answered; its message becomes the reply
         */
        R answer(Q request) throws StoreException;
    }

    @FunctionalInterface
    private interface Route {
        CompletableFuture<? extends Reply> take(Request<?> request) throws StoreException;
    }

    /** Adds a handler that replies at once. */
    public <Q extends Request<R>, R extends Reply> RequestRouter on(Class<Q> type, Handler<Q, R> handler) {
        routes.put(type, request -> CompletableFuture.completedFuture(handler.answer(type.cast(request))));
        return this;
    }

    /** Adds a handler that takes longer than a tick: it returns at once, and another thread makes the reply. */
    public <Q extends Request<R>, R extends Reply> RequestRouter onSlow(
            Class<Q> type, Function<Q, CompletableFuture<R>> handler) {
        routes.put(type, request -> handler.apply(type.cast(request)));
        return this;
    }

    /** The encoded reply to an encoded request. */
    public CompletableFuture<String> answer(String line) {
        try {
            Request<?> request = Request.parse(line);
            Route route = routes.get(request.getClass());
            return route == null
                    ? refused("this service does not answer " + request)
                    : route.take(request).handle(RequestRouter::encode);
        } catch (StoreException | MessageException | IllegalArgumentException e) {
            return refused(String.valueOf(e.getMessage()));
        } catch (Throwable e) {
            Survivable.require(e);
            LOG.error("a request failed", e);
            return refused("the request failed: " + e);
        }
    }

    private static CompletableFuture<String> refused(String why) {
        return CompletableFuture.completedFuture(new ErrorReply(why).encode());
    }

    private static String encode(Reply reply, @Nullable Throwable failure) {
        return failure == null ? reply.encode() : new ErrorReply(failure.toString()).encode();
    }
}
