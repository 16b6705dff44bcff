package floodmark.pipeline;

import floodmark.claim.CaseFile.Service;
import floodmark.model.Window;
import java.io.Serializable;
import java.util.List;

/**
 * What the second pass is to look at.
 *
 * @param binNanos bin length
 * @param services the subject's services; none for a scan
 * @param others destinations outside the subject: addresses, or labels of counts
 * @param baseline windows of the baseline profile
 * @param trouble windows of the trouble profile
 */
public record DetailSpec(
        long binNanos, List<Service> services, List<String> others, List<Window> baseline, List<Window> trouble)
        implements Serializable {
    public DetailSpec {
        services = List.copyOf(services);
        others = List.copyOf(others);
        baseline = List.copyOf(baseline);
        trouble = List.copyOf(trouble);
    }
}
