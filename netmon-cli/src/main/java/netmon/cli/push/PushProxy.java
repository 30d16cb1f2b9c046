package netmon.cli.push;

import java.net.InetSocketAddress;
import java.net.ProxySelector;
import java.net.URI;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The proxy that the variables https_proxy, http_proxy and no_proxy name, as other programs read them. */
final class PushProxy {
    private PushProxy() {}

    static Optional<ProxySelector> of(URI url, Map<String, String> environment) {
        String proxy = variable(environment, url.getScheme() + "_proxy");
        if (proxy.isEmpty() || isExcepted(url.getHost(), variable(environment, "no_proxy"))) {
            return Optional.empty();
        }
        try {
            URI address = URI.create(proxy.contains("://") ? proxy : "http://" + proxy);
            int port = address.getPort() < 0 ? 80 : address.getPort();
            return address.getHost() == null
                    ? Optional.empty()
                    : Optional.of(ProxySelector.of(new InetSocketAddress(address.getHost(), port)));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static String variable(Map<String, String> environment, String name) {
        return environment.getOrDefault(name, environment.getOrDefault(name.toUpperCase(Locale.ROOT), ""));
    }

    private static boolean isExcepted(String host, String exceptions) {
        for (String each : exceptions.split("[, ]+", -1)) {
            String name = each.startsWith(".") ? each.substring(1) : each;
            if (each.equals("*") || (!name.isEmpty() && (host.equals(name) || host.endsWith("." + name)))) {
                return true;
            }
        }
        return false;
    }
}
