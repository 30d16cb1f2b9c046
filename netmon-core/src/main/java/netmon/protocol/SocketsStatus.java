package netmon.protocol;

import org.jspecify.annotations.Nullable;

/**
 * How the service reads sockets, and what the last read found, listeners left out.
 *
 * <pre>
 * sockets source=nettop passed_over=netstat:+gone proof=TCP+once doubt= trouble= measures=yes open=210 ownerless=3
 *     others=2 overruns=1
 * </pre>
 *
 * @param passedOver why no better source is in use; empty if this one is the best
 * @param proof what the proof of the source found, in a line; empty if it was not proven
 * @param doubt why the source's numbers are not believed; empty if they are
 * @param trouble why no source works; empty if one does
 * @param others ownerless sockets of other users, which only root can name; null if the source cannot tell
 * @param overruns reads for which the system lost the bytes of closed sockets; null if the source cannot tell
 * @param confinement why owners are not visible, with the remedy; empty if that has no known reason
 */
public record SocketsStatus(
        String source,
        String passedOver,
        String proof,
        String doubt,
        String trouble,
        boolean measures,
        long open,
        long ownerless,
        @Nullable Long others,
        @Nullable Long overruns,
        String confinement) {
    private static final String WORD = "sockets";

    /** A status without a confinement: all owners are visible. */
    public SocketsStatus(
            String source,
            String passedOver,
            String proof,
            String doubt,
            String trouble,
            boolean measures,
            long open,
            long ownerless,
            @Nullable Long others,
            @Nullable Long overruns) {
        this(source, passedOver, proof, doubt, trouble, measures, open, ownerless, others, overruns, "");
    }

    MessageLine line() {
        return new MessageLine(WORD)
                .with("source", source)
                .with("passed_over", passedOver)
                .with("proof", proof)
                .with("doubt", doubt)
                .with("trouble", trouble)
                .with("measures", measures)
                .with("open", open)
                .with("ownerless", ownerless)
                .with("others", others)
                .with("overruns", overruns)
                .with("confinement", confinement);
    }

    static @Nullable SocketsStatus read(Message message) throws MessageException {
        return message.item(
                WORD,
                line -> new SocketsStatus(
                        line.plain("source"),
                        line.plain("passed_over"),
                        line.has("proof") ? line.plain("proof") : "",
                        line.has("doubt") ? line.plain("doubt") : "",
                        line.plain("trouble"),
                        line.flag("measures"),
                        line.count("open"),
                        line.count("ownerless"),
                        line.countOrNull("others"),
                        line.countOrNull("overruns"),
                        line.has("confinement") ? line.plain("confinement") : ""));
    }
}
