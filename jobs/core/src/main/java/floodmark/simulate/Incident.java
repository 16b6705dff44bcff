package floodmark.simulate;

import floodmark.model.Address;
import floodmark.model.Window;
import java.util.List;

/** One simulated incident: what a case file says of it, what is true, and the flows that a vantage recorded. */
public interface Incident {
    /** The case file, with the captures at the given paths, one for each of {@link #coverage}. */
    String caseYaml(List<String> capturePaths);

    /** What really happened. */
    Truth truth();

    /** Stretches of time that the captures cover, ascending, not overlapping; one capture file each. */
    List<Window> coverage();

    /** The destinations that the case declares as comparison; empty if there are none. */
    List<Address> comparison();

    /** Sends every recorded flow. The same flows at each call; each starts within one of {@link #coverage}. */
    void emit(FlowSink sink);
}
