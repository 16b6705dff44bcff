package floodmark.capture.pcap;

import floodmark.model.Address;
import java.io.ByteArrayOutputStream;
import java.util.Objects;

/** Builds headers and frames byte by byte. */
public final class Wire {
    private Wire() {}

    /** Numbers of one byte each, and arrays, one after the other. */
    public static byte[] bytes(Object... parts) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (Object part : parts) {
            if (part instanceof byte[] array) {
                out.writeBytes(array);
            } else {
                out.write((Integer) part);
            }
        }
        return out.toByteArray();
    }

    public static byte[] u16(int value) {
        return bytes(value >>> 8, value);
    }

    public static byte[] u32(long value) {
        return bytes(u16((int) (value >>> 16)), u16((int) value));
    }

    public static byte[] ethernet(int type, byte[] payload) {
        return bytes(new byte[12], u16(type), payload);
    }

    public static byte[] udp(int source, int destination, int payload) {
        return bytes(u16(source), u16(destination), u16(8 + payload), u16(0), new byte[payload]);
    }

    public static byte[] tcp(int source, int destination, int flags, int payload) {
        return bytes(u16(source), u16(destination), new byte[8], u16(0x5000 | flags), new byte[6], new byte[payload]);
    }

    public static byte[] ipv4(String source, String destination, int protocol, byte[] payload) {
        return ipv4(source, destination, protocol, 20 + payload.length, 0, 0, payload);
    }

    /**
     * @param fragment more-fragments bit (0x2000) and offset in units of 8 bytes
     */
    public static byte[] ipv4(
            String source, String destination, int protocol, int total, int id, int fragment, byte[] payload) {
        return bytes(
                0x45,
                0,
                u16(total),
                u16(id),
                u16(fragment),
                64,
                protocol,
                u16(0),
                v4(source),
                v4(destination),
                payload);
    }

    public static byte[] ipv6(String source, String destination, int next, byte[] payload) {
        return ipv6(source, destination, next, payload.length, payload);
    }

    public static byte[] ipv6(String source, String destination, int next, int length, byte[] payload) {
        return bytes(0x60, 0, 0, 0, u16(length), next, 64, address(source), address(destination), payload);
    }

    /** An extension header of 8 bytes for each unit, all but the first of no meaning. */
    public static byte[] extension(int next, int units, byte[] payload) {
        return bytes(next, units - 1, new byte[units * 8 - 2], payload);
    }

    public static byte[] fragment(int next, int offset, boolean more, long id, byte[] payload) {
        return bytes(next, 0, u16(offset << 3 | (more ? 1 : 0)), u32(id), payload);
    }

    public static byte[] address(String text) {
        return Objects.requireNonNull(Address.parse(text)).toBytes();
    }

    private static byte[] v4(String text) {
        byte[] all = address(text);
        return new byte[] {all[12], all[13], all[14], all[15]};
    }
}
