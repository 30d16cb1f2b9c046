package netmon.protocol;

/** The service's answer to a {@link Request}. */
public sealed interface Reply permits StatusReply, RatesReply, SocketsReply, ChecksReply, ChangeReply, ErrorReply {
    /** The reply in lines, none of them empty, without {@link ServiceContract#END_OF_REPLY}. */
    String encode();
}
