package floodmark.capture;

import floodmark.model.Address;

/**
 * Addresses in one {@code long} each. An IPv4 address is its own 32 bits, so that reading a million senders fills no table: looking each up
 * took a fifth of a scan's time, nearly all of it waiting for memory. Others are numbered, from 2^32 on.
 */
public final class AddressCodes {
    private static final long FIRST_NUMBERED = 1L << 32;
    private static final long IPV4_MARK = 0xffffL << 32;

    private final AddressTable others = new AddressTable();

    /** The code of an address; it stays valid until {@link #clear()}. */
    public long codeOf(long high, long low) {
        return Address.isIpv4(high, low) ? low & 0xffffffffL : FIRST_NUMBERED + others.idOf(high, low);
    }

    public long high(long code) {
        return code < FIRST_NUMBERED ? 0 : others.high((int) (code - FIRST_NUMBERED));
    }

    public long low(long code) {
        return code < FIRST_NUMBERED ? IPV4_MARK | code : others.low((int) (code - FIRST_NUMBERED));
    }

    public Address address(long code) {
        return new Address(high(code), low(code));
    }

    /** {@link Address#hash64()} of the address. */
    public long hash64(long code) {
        return Address.hash64(high(code), low(code));
    }

    /** Forgets all codes that are not IPv4 addresses; keeps the memory. */
    public void clear() {
        if (others.size() > 0) {
            others.clear();
        }
    }
}
