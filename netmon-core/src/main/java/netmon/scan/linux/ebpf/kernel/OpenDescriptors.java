package netmon.scan.linux.ebpf.kernel;

import java.util.ArrayDeque;
import java.util.Deque;

/** The open descriptors. They are closed in the opposite order: links before programs, programs before maps. */
final class OpenDescriptors implements AutoCloseable {
    private final Deque<Runnable> steps = new ArrayDeque<>();

    /** Closes this descriptor as well; returns it. */
    int descriptor(int descriptor) {
        steps.push(() -> SystemCalls.close(descriptor));
        return descriptor;
    }

    /** Does this as well. */
    void step(Runnable step) {
        steps.push(step);
    }

    @Override
    public void close() {
        while (!steps.isEmpty()) {
            steps.pop().run();
        }
    }
}
