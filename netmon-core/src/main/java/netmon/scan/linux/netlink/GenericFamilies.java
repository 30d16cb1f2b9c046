package netmon.scan.linux.netlink;

import java.nio.charset.StandardCharsets;
import netmon.scan.ProgramOutput;
import netmon.scan.ScanException;

/** The families of generic netlink, each with the number that the kernel gave it ({@code linux/genetlink.h}). */
public final class GenericFamilies {
    /** The type of messages to the family that lists all. */
    public static final int CONTROL = 16;

    private static final byte GET_FAMILY = 3;
    private static final int HEADER = 4;
    private static final int FAMILY_ID = 1;
    private static final int FAMILY_NAME = 2;

    private GenericFamilies() {}

    /** The body of the request for the list: a header of generic netlink. */
    public static byte[] request() {
        return new byte[] {GET_FAMILY, 2, 0, 0};
    }

    /**
     * The number of a family.
     *
     * @throws ScanException if the kernel does not have it
     */
    public static int number(String family, ProgramOutput list) throws ScanException {
        int[] number = {0};
        NetlinkMessages.each("families", list.bytes(), (type, data, from, to) -> {
            int[] id = {0};
            String[] name = {""};
            NetlinkMessages.eachAttribute(data, from + HEADER, to, (attribute, value, first, end) -> {
                if (attribute == FAMILY_ID && end - first >= Short.BYTES) {
                    id[0] = Short.toUnsignedInt(value.getShort(first));
                } else if (attribute == FAMILY_NAME && end > first) {
                    byte[] text = new byte[end - first - 1];
                    value.get(first, text);
                    name[0] = new String(text, StandardCharsets.US_ASCII);
                }
            });
            number[0] = name[0].equals(family) ? id[0] : number[0];
        });
        if (number[0] == 0) {
            throw new ScanException("the kernel has no netlink family " + family);
        }
        return number[0];
    }
}
