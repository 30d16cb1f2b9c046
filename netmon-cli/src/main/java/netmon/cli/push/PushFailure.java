package netmon.cli.push;

/** A push could not go on; the next run starts where this one did. The message is a sentence without secrets. */
final class PushFailure extends Exception {
    PushFailure(String message) {
        super(message);
    }
}
