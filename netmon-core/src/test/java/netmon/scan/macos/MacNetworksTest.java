package netmon.scan.macos;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import netmon.model.Address;
import netmon.model.NetworkLabel;
import netmon.model.NetworkLabel.LabelKind;
import netmon.scan.Machine;
import netmon.scan.ProgramOutput;
import netmon.scan.ScanException;
import org.junit.jupiter.api.Test;

/** A made-up recording: the layout of the summaries is that of public reports, not of a Mac that was at hand. */
class MacNetworksTest {
    private static final String SUMMARY = """
            <dictionary> {
              BSSID : <redacted>
              IPv4 : <array> {
                0 : <dictionary> {
                  Addresses : <array> {
                    0 : 192.168.1.20
                  }
                  ConfigMethod : DHCP
                  Router : 192.168.1.1
                  RouterARPVerified : TRUE
                }
              }
              InterfaceType : WiFi
              LinkStatusActive : TRUE
              NetworkID : 8F7F0000-0000-4000-8000-000000000000
              SSID : NAME
              Security : WPA2_PSK
            }
            """;

    private static final String ARP = "? (192.168.1.1) at 8:0:27:a:b:cc on en0 ifscope [ethernet]\n";

    private static Map<String, NetworkLabel> read(Map<String, String> answers) throws ScanException {
        return new MacNetworks(new Machine() {
                    @Override
                    public ProgramOutput read(String name) throws ScanException {
                        String answer = answers.get(name);
                        if (answer == null) {
                            throw new ScanException("no " + name);
                        }
                        return ProgramOutput.of(answer);
                    }

                    @Override
                    public Map<String, List<Address>> addresses() {
                        return Map.of("en0", List.of(Address.parse("192.168.1.20")), "utun3", List.of());
                    }

                    @Override
                    public String boot() {
                        return "";
                    }
                })
                .read();
    }

    @Test
    void theWirelessNetworkHasItsName() throws ScanException {
        assertEquals(
                Map.of("en0", new NetworkLabel(LabelKind.WIFI, "Café : 2 ")),
                read(Map.of("ipconfig getsummary en0", SUMMARY.replace("NAME", "Café : 2 "))));
    }

    @Test
    void theRouterStandsInForANameThatTheSystemHides() throws ScanException {
        String hidden = SUMMARY.replace("NAME", "<redacted>");

        assertEquals(
                Map.of("en0", new NetworkLabel(LabelKind.ROUTER, "08:00:27:0a:0b:cc")),
                read(Map.of("ipconfig getsummary en0", hidden, "arp -n 192.168.1.1", ARP)));
        assertEquals(Map.of(), read(Map.of("ipconfig getsummary en0", hidden)));
        assertEquals(
                Map.of(),
                read(Map.of(
                        "ipconfig getsummary en0",
                        hidden,
                        "arp -n 192.168.1.1",
                        "? (192.168.1.1) at (incomplete) on en0 ifscope [ethernet]\n")));
    }

    @Test
    void anInterfaceWithoutAConnectionHasNoNetwork() throws ScanException {
        assertEquals(Map.of(), read(Map.of("ipconfig getsummary en0", "<dictionary> {\n  InterfaceType : WiFi\n}\n")));
    }
}
