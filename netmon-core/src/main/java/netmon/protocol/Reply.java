package netmon.protocol;

/** What the service answers to a {@link Request}. */
public sealed interface Reply permits StatusReply, RatesReply, SocketsReply, ChecksReply, ChangeReply, ErrorReply {
    /** The reply in lines, none of them empty, without {@link ServiceContract#END_OF_REPLY}. */
    String encode();
}
