package floodmark.capture.pseudonym;

import floodmark.capture.CountRecord;
import floodmark.capture.FlowRecord;
import floodmark.capture.RecordSink;
import floodmark.model.Address;
import floodmark.model.Prefix;
import java.io.IOException;
import java.util.List;

/**
 * Replaces addresses by pseudonyms on their way into a sink, except within prefixes that are to stay as they are.
 *
 * <p>No pseudonym falls into a kept prefix: where Crypto-PAn leads there, it is applied again until it leads elsewhere. The
 * mapping so remains one-to-one; a network that would have been mapped onto a kept prefix keeps its inner structure, but not
 * the bits that it shares with its neighbours.
 */
public final class Pseudonyms {
    private final CryptoPan cipher;
    private final List<Prefix> kept;

    public Pseudonyms(CryptoPan cipher, List<Prefix> kept) {
        this.cipher = cipher;
        this.kept = List.copyOf(kept);
    }

    /** What stands for an address. */
    public Address of(Address address) {
        if (isKept(address)) {
            return address;
        }
        Address mapped = cipher.map(address);
        // Following the permutation from outside the kept set comes back outside at the latest at its own start.
        while (isKept(mapped)) {
            mapped = cipher.map(mapped);
        }
        return mapped;
    }

    private boolean isKept(Address address) {
        for (Prefix prefix : kept) {
            if (prefix.contains(address)) {
                return true;
            }
        }
        return false;
    }

    /** What stands for the destination of a count: addresses and prefixes are mapped, other labels stay. */
    String of(String label) {
        Address address = Address.parse(label);
        if (address != null) {
            return of(address).toString();
        }
        Prefix prefix = Prefix.parse(label);
        return prefix == null ? label : of(prefix).toString();
    }

    private Prefix of(Prefix prefix) {
        for (Prefix keep : kept) {
            if (keep.overlaps(prefix)) {
                return prefix;
            }
        }
        return Prefix.covering(of(prefix.base()), prefix.length());
    }

    /** Maps both addresses of each flow. */
    public RecordSink<FlowRecord> flows(RecordSink<FlowRecord> sink) {
        return new RecordSink<>() {
            @Override
            public void accept(FlowRecord flow) throws IOException {
                sink.accept(new FlowRecord(
                        flow.startNanos(),
                        flow.endNanos(),
                        of(flow.source()),
                        of(flow.destination()),
                        flow.sourcePort(),
                        flow.destinationPort(),
                        flow.protocol(),
                        flow.tcpFlags(),
                        flow.packets(),
                        flow.bytes(),
                        flow.samplingRate(),
                        flow.ttlMin(),
                        flow.ttlMax()));
            }

            @Override
            public void abort() throws IOException {
                sink.abort();
            }

            @Override
            public void close() throws IOException {
                sink.close();
            }
        };
    }

    /** Maps the destination of each count. */
    public RecordSink<CountRecord> counts(RecordSink<CountRecord> sink) {
        return new RecordSink<>() {
            @Override
            public void accept(CountRecord count) throws IOException {
                sink.accept(new CountRecord(
                        count.startNanos(),
                        count.seconds(),
                        of(count.destination()),
                        count.metric(),
                        count.direction(),
                        count.value()));
            }

            @Override
            public void abort() throws IOException {
                sink.abort();
            }

            @Override
            public void close() throws IOException {
                sink.close();
            }
        };
    }
}
