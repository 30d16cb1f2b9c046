package netmon.model;

/** One end of a connection; port 0 where no port is set ({@code *}). */
public record Endpoint(Address address, int port) {
    /** {@code *:*}: the remote end of a socket that is not connected. */
    public static final Endpoint ANY = new Endpoint(Address.ANY, 0);

    public Endpoint {
        if (port < 0 || port > 0xffff) {
            throw new IllegalArgumentException("no port: " + port);
        }
    }

    public boolean isAny() {
        return port == 0 && address.isAny();
    }

    @Override
    public String toString() {
        String host = address.isV4() || address.isAny() ? address.toString() : "[" + address + "]";
        return host + ":" + (port == 0 ? "*" : port);
    }
}
