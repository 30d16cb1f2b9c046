package netmon.service.control;

import netmon.model.StoreException;
import netmon.protocol.ErrorReply;
import netmon.protocol.MessageException;
import netmon.protocol.Reply;
import netmon.protocol.Request;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Hands each request that comes over {@link ControlSocket} to its handler. */
public final class RequestRouter {
    private final Map<Class<?>, Route> routes = new HashMap<>();

    /** Answers one kind of request at once. */
    @FunctionalInterface
    public interface Handler<Q extends Request<R>, R extends Reply> {
        /**
         * The reply to a request.
         *
         * @throws IllegalArgumentException if the request cannot be answered; its message becomes the reply
         */
        R answer(Q request) throws StoreException;
    }

    /** Answers one kind of request in another thread, because it takes longer than a tick. */
    @FunctionalInterface
    public interface SlowHandler<Q extends Request<R>, R extends Reply> {
        /**
         * Starts to make the reply, and returns at once.
         *
         * @throws IllegalArgumentException if the request cannot be answered; its message becomes the reply
         */
        CompletableFuture<R> start(Q request);
    }

    /** A handler whose kind of request was checked. */
    @FunctionalInterface
    private interface Route {
        CompletableFuture<? extends Reply> take(Request<?> request) throws StoreException;
    }

    /** Adds the handler of one kind of request. */
    public <Q extends Request<R>, R extends Reply> RequestRouter on(Class<Q> type, Handler<Q, R> handler) {
        routes.put(type, request -> CompletableFuture.completedFuture(handler.answer(type.cast(request))));
        return this;
    }

    /** Adds the slow handler of one kind of request. */
    public <Q extends Request<R>, R extends Reply> RequestRouter onSlow(Class<Q> type, SlowHandler<Q, R> handler) {
        routes.put(type, request -> handler.start(type.cast(request)));
        return this;
    }

    /** The encoded reply to an encoded request; it may be complete only later. */
    public CompletableFuture<String> answer(String line) {
        try {
            Request<?> request = Request.parse(line);
            Route route = routes.get(request.getClass());
            return route == null
                    ? refused("this service does not answer " + request)
                    : route.take(request).handle(RequestRouter::encode);
        } catch (StoreException | MessageException | IllegalArgumentException e) {
            return refused(String.valueOf(e.getMessage()));
        }
    }

    private static CompletableFuture<String> refused(String why) {
        return CompletableFuture.completedFuture(new ErrorReply(why).encode());
    }

    private static String encode(Reply reply, @Nullable Throwable failure) {
        return failure == null ? reply.encode() : new ErrorReply(failure.toString()).encode();
    }
}
