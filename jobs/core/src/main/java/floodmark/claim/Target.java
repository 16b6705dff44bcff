package floodmark.claim;

import floodmark.model.Address;
import floodmark.model.Prefix;
import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/**
 * A destination as a case names it: a prefix in flow captures, any label in counts.
 *
 * @param text as written
 * @param prefix the prefix if the text is one, else null
 */
public record Target(String text, @Nullable Prefix prefix) implements Serializable {

    public static Target of(String text) {
        return new Target(text, Prefix.parse(text));
    }

    public boolean contains(Address address) {
        return prefix != null && prefix.contains(address);
    }

    /** True if a count's destination is this label, or an address or prefix within this prefix. */
    public boolean matchesLabel(String label) {
        if (label.equals(text)) {
            return true;
        }
        Prefix other = prefix == null ? null : Prefix.parse(label);
        return prefix != null && other != null && other.length() >= prefix.length() && prefix.contains(other.base());
    }
}
