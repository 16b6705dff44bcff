package floodmark.app.export;

import java.util.List;

/** A form that results can be exported in; one class each, registered in {@link Exports}. The same result gives the same bytes. */
public interface Exporter {
    /** What {@code --to} names it. */
    String id();

    /** What it is, in a line. */
    String title();

    /** The specification that it follows. */
    String reference();

    /** True if it makes one file; several go into a directory. */
    boolean single();

    /**
     * Says in this form what the result says, and no more.
     *
     * @throws floodmark.model.UserError if the form has no place for anything in the result
     */
    Export export(FinishedResult result, Options options);

    /** @param vendorId private enterprise number under which kinds of flood are numbered, see {@link DotsExporter} */
    record Options(long vendorId) {}

    /**
     * @param files in the order in which they are to be read
     * @param notes what the form leaves out or cannot say, one line each, for whoever asked for the export
     */
    record Export(List<ExportFile> files, List<String> notes) {
        public Export {
            files = List.copyOf(files);
            notes = List.copyOf(notes);
        }
    }
}
