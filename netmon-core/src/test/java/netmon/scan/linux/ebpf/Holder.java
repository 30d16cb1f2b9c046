package netmon.scan.linux.ebpf;

import java.io.IOException;
import netmon.scan.linux.ebpf.kernel.EbpfException;
import netmon.scan.linux.ebpf.kernel.LiveReads;

/** Attaches the programs, prints the result, and keeps them attached until its input ends or it is killed. */
final class Holder {
    private Holder() {}

    public static void main(String[] arguments) throws IOException {
        try (EbpfCounters counters = new EbpfCounters(LiveReads.open(), System::nanoTime)) {
            say("attached " + counters.size());
            while (System.in.read() >= 0) {
                // goes on
            }
        } catch (EbpfException e) {
            say(e.refusal().name());
        }
    }

    private static void say(String line) {
        System.out.println(line);
        System.out.flush();
    }
}
