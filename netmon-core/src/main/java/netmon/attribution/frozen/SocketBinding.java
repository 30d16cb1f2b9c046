package netmon.attribution.frozen;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import netmon.model.Address;
import netmon.model.Counters;
import netmon.model.Delta;
import netmon.model.Interface;
import netmon.model.InterfaceTraffic;
import netmon.model.Socket;
import org.jspecify.annotations.Nullable;

/** The counted interface that a socket uses: by the number that its source reports, else by its local address. */
final class SocketBinding {
    private final Map<Integer, Interface> byNumber = new HashMap<>();
    private final Map<Address, Interface> byAddress = new HashMap<>();
    private final @Nullable Interface only;

    SocketBinding(Counters now, Delta delta) {
        for (Interface each : now.interfaces()) {
            if (each.counted()) {
                byNumber.putIfAbsent(each.number(), each);
                each.addresses().forEach(address -> byAddress.putIfAbsent(address, each));
            }
        }
        only = onlyOne(now, delta);
    }

    @Nullable
    Interface of(Socket socket) {
        Interface bound = socket.interfaceIndex() == 0 ? null : byNumber.get(socket.interfaceIndex());
        if (bound != null || only != null) {
            return bound != null ? bound : only;
        }
        return byAddress.get(socket.local().address());
    }

    /** Where no address is known, the only counted interface that moves; all sockets are assumed to use it. */
    private static @Nullable Interface onlyOne(Counters now, Delta delta) {
        if (!now.interfaces().stream().allMatch(each -> each.addresses().isEmpty())) {
            return null;
        }
        List<Interface> moving = now.interfaces().stream()
                .filter(each -> each.counted() && moves(delta, each.name()))
                .toList();
        return moving.size() == 1 ? moving.get(0) : null;
    }

    private static boolean moves(Delta delta, String name) {
        for (InterfaceTraffic each : delta.interfaces()) {
            if (each.counted() && each.name().equals(name) && !each.traffic().isNone()) {
                return true;
            }
        }
        return false;
    }
}
