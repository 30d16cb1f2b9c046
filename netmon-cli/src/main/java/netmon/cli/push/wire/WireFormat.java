package netmon.cli.push.wire;

import java.util.Map;
import netmon.model.PushSlice;

/** The content of requests to an engine. */
public interface WireFormat {
    /** The headers of each request, without those of the user. */
    Map<String, String> headers();

    byte[] encode(PushSlice slice, PushResource resource);

    /** What a path-less address of such an engine means, such as {@code /api/v1/write}. */
    String path();

    /** Why the engine has refused a part of a request that it accepted; empty if it took all of it. */
    default String refusal(byte[] reply) {
        return "";
    }
}
