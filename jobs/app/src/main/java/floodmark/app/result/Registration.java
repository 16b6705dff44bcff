package floodmark.app.result;

import org.jspecify.annotations.Nullable;

/**
 * That a case was fixed before its data were opened, as its author says.
 *
 * @param caseSha256 digest of the case file
 * @param at when it was registered, by the clock of who did: ISO 8601, UTC
 * @param sha256 digest of the registration's file
 * @param keyId SHA-256 of the public key that signed it, or null if nobody did
 * @param text the registration's file
 */
public record Registration(
        String caseSha256,
        String at,
        String sha256,
        @Nullable String keyId,
        String text) {}
