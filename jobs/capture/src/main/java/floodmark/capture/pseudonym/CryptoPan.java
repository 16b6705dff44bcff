package floodmark.capture.pseudonym;

import floodmark.model.Address;
import java.security.GeneralSecurityException;
import javax.crypto.Cipher;
import javax.crypto.spec.SecretKeySpec;

/**
 * Crypto-PAn: a keyed one-to-one mapping of addresses under which two addresses share exactly as many leading bits as before.
 * IPv4 over 32 bits as in the original implementation, IPv6 over 128 bits in the same way.
 *
 * <p>Bit i of the pseudonym is bit i of the address, flipped by the first bit of the AES encryption of the address's first i
 * bits, filled up from a secret pad.
 *
 * @see <a href="https://doi.org/10.1109/ICNP.2002.1181415">Xu, Fan, Ammar, Moon: Prefix-Preserving IP Address Anonymization,
 *     ICNP 2002</a>
 */
public final class CryptoPan {
    /** Bytes of a key: 16 for AES, 16 for the pad. */
    public static final int KEY_BYTES = 32;

    private static final int BLOCK = 16;
    private static final int IPV4_BITS = 32;
    private static final int IPV6_BITS = 128;
    private static final int CACHED = 1 << 16;
    private static final long IPV4_MARK = 0xffffL << 32;

    private final Cipher cipher;
    private final long padHigh;
    private final long padLow;
    private final byte[] plain = new byte[IPV6_BITS * BLOCK];
    private final byte[] secret = new byte[IPV6_BITS * BLOCK];

    /** One place for each hash; a newcomer takes the place of whoever is there. */
    private final Address[] cachedKeys = new Address[CACHED];

    private final Address[] cachedValues = new Address[CACHED];

    /**
     * @param key 32 bytes
     * @throws IllegalArgumentException if there are not 32
     */
    public CryptoPan(byte[] key) {
        if (key.length != KEY_BYTES) {
            throw new IllegalArgumentException("a key has 32 bytes, not " + key.length);
        }
        try {
            // Every block is encrypted by itself: the scheme uses the cipher as a random function of one block.
            cipher = Cipher.getInstance("AES/ECB/NoPadding");
            cipher.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(key, 0, BLOCK, "AES"));
            Address pad = Address.ofBytes(cipher.doFinal(key, BLOCK, BLOCK), 0, BLOCK);
            padHigh = pad.high();
            padLow = pad.low();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java has no AES", e);
        }
    }

    /** The pseudonym of an address; of the same family. */
    public Address map(Address address) {
        int place = (int) address.hash64() & (CACHED - 1);
        if (!address.equals(cachedKeys[place])) {
            cachedValues[place] = compute(address);
            cachedKeys[place] = address;
        }
        return cachedValues[place];
    }

    private Address compute(Address address) {
        if (!address.isIpv4()) {
            return scrambled(address.high(), address.low(), IPV6_BITS);
        }
        Address mapped = scrambled((long) address.ipv4Bits() << 32, 0, IPV4_BITS);
        return new Address(0, IPV4_MARK | mapped.high() >>> 32);
    }

    /** Maps the first bits of a left-aligned address. */
    private Address scrambled(long high, long low, int bits) {
        for (int i = 0; i < bits; i++) {
            long keepHigh = i >= 64 ? -1L : i == 0 ? 0 : -1L << (64 - i);
            long keepLow = i <= 64 ? 0 : -1L << (IPV6_BITS - i);
            put(i * BLOCK, high & keepHigh | padHigh & ~keepHigh);
            put(i * BLOCK + 8, low & keepLow | padLow & ~keepLow);
        }
        try {
            cipher.doFinal(plain, 0, bits * BLOCK, secret);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("AES refused whole blocks", e);
        }
        long flipHigh = 0;
        long flipLow = 0;
        for (int i = 0; i < bits; i++) {
            long flip = (secret[i * BLOCK] & 0x80L) >>> 7;
            if (i < 64) {
                flipHigh |= flip << (63 - i);
            } else {
                flipLow |= flip << (IPV6_BITS - 1 - i);
            }
        }
        return new Address(high ^ flipHigh, low ^ flipLow);
    }

    private void put(int at, long value) {
        for (int i = 0; i < 8; i++) {
            plain[at + i] = (byte) (value >>> (56 - 8 * i));
        }
    }
}
