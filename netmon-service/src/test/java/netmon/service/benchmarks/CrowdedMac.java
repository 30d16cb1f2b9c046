package netmon.service.benchmarks;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import netmon.model.Address;
import netmon.scan.Machine;
import netmon.scan.ProgramOutput;
import netmon.scan.ScanException;

/** The output of the programs of macOS for many connections, for their parsers. */
final class CrowdedMac implements Machine {
    private static final int CONNECTIONS_A_PROCESS = 20;

    private final Map<String, ProgramOutput> answers;

    CrowdedMac(int connections) {
        StringBuilder netstat = new StringBuilder("Active Internet connections (including servers)\nProto Recv-Q Send-Q"
                + "  Local Address          Foreign Address        (state)          rxbytes      txbytes"
                + "  rhiwat  shiwat          process:pid    state  options           gencnt"
                + "    flags   flags1 usecnt rtncnt fltrs\n");
        StringBuilder nettop = new StringBuilder(",bytes_in,bytes_out,\n");
        StringBuilder lsof = new StringBuilder();
        for (int i = 0; i < connections; i++) {
            int pid = 500 + i / CONNECTIONS_A_PROCESS;
            if (i % CONNECTIONS_A_PROCESS == 0) {
                nettop.append("Autodesk Fusion.").append(pid).append(",11417,23504,\n");
                lsof.append('p').append(pid).append("\ncAutodesk Fusion\nLuser\n");
            }
            int port = 20_000 + i;
            netstat.append(String.format(
                    Locale.ROOT,
                    "tcp4       0      0  10.0.0.2.%-5d         192.0.2.%d.443          ESTABLISHED       %6d"
                            + "        40208  408008  146988  Autodesk Fusion:%-5d  00002 00000000 %016x"
                            + " 00000081 04000800      3      0 000000%n",
                    port,
                    i % 250,
                    i * 100,
                    pid,
                    i + 1));
            nettop.append("tcp4 10.0.0.2:" + port + "<->192.0.2." + i % 250 + ":443," + i * 100 + ",40208,\n");
            lsof.append("f" + (20 + i % CONNECTIONS_A_PROCESS) + "\ntIPv4\nPTCP\nn10.0.0.2:" + port + "->192.0.2."
                    + i % 250 + ":443\nTST=ESTABLISHED\nTQR=0\nTQS=0\n");
        }
        answers = Map.of(
                "netstat -anvvbl -p tcp", ProgramOutput.of(netstat.toString()),
                "netstat -anvvbl -p udp", ProgramOutput.of(""),
                "nettop -L 1 -x -n -J bytes_in,bytes_out", ProgramOutput.of(nettop.toString()),
                "lsof -nP -i -w -F pcuLftPnT", ProgramOutput.of(lsof.toString()));
    }

    @Override
    public ProgramOutput read(String name) throws ScanException {
        ProgramOutput answer = answers.get(name);
        if (answer == null) {
            throw new ScanException(name + ": there is none");
        }
        return answer;
    }

    @Override
    public Map<String, List<Address>> addresses() {
        return Map.of();
    }

    @Override
    public String boot() {
        return "boot";
    }
}
