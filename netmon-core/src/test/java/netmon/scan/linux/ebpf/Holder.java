package netmon.scan.linux.ebpf;

import java.io.IOException;

/** Attaches the programs, says so, and holds them until its input ends or it is killed. */
final class Holder {
    private Holder() {}

    public static void main(String[] arguments) throws EbpfException, IOException {
        try (EbpfCounters counters = EbpfCounters.open(System::nanoTime).counters()) {
            System.out.println("attached " + counters.size());
            System.out.flush();
            while (System.in.read() >= 0) {
                // goes on
            }
        }
    }
}
