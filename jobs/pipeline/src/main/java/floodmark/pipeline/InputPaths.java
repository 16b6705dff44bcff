package floodmark.pipeline;

import floodmark.model.UserError;
import java.io.IOException;
import java.net.URI;
import java.nio.file.FileSystems;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.flink.core.fs.FileStatus;
import org.apache.flink.core.fs.FileSystem;
import org.apache.flink.core.fs.UnsupportedFileSystemSchemeException;

/**
 * Files, directories (all {@code *.parquet} below), globs ({@code *} and {@code ?} within a name, {@code **} across
 * directories) and URIs of Flink's file systems. Names that begin with {@code .} or {@code _} are unfinished or hidden and
 * ignored, except where the path names them.
 */
public final class InputPaths {
    private static final Pattern URI_SCHEME = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]+://.*");

    private InputPaths() {}

    /**
     * What is there now, in the order of the names; nothing if there is nothing.
     *
     * @throws UserError if no file can have such a path, or its kind of file system is unknown
     */
    public static List<FoundFile> list(String written, Path caseDirectory) throws IOException {
        try {
            return isUri(written) ? remote(written) : local(written, caseDirectory);
        } catch (IllegalArgumentException e) {
            throw nothing(written, "a path that no file can have");
        }
    }

    /** The directory that a path, directory or glob looks into, as a URI. */
    public static String directory(String written, Path caseDirectory) {
        int wild = firstWildcard(written);
        String fixed = wild < 0 ? written : written.substring(0, written.lastIndexOf('/', wild) + 1);
        if (isUri(written)) {
            return fixed;
        }
        Path path = caseDirectory.resolve(fixed);
        Path parent = path.toAbsolutePath().normalize();
        boolean isFile = wild < 0 && Files.isRegularFile(path);
        return (isFile && parent.getParent() != null ? parent.getParent() : parent)
                .toUri()
                .toString();
    }

    private static boolean isUri(String written) {
        return URI_SCHEME.matcher(written).matches();
    }

    static List<FoundFile> find(String written, Path caseDirectory) throws IOException {
        List<FoundFile> found = list(written, caseDirectory);
        if (found.isEmpty()) {
            throw nothing(written, "no such file, or no Parquet file in it");
        }
        return found;
    }

    private static UserError nothing(String written, String found) {
        return UserError.of(
                "captures: " + written,
                "the capture is not there",
                found,
                "a Parquet file, or a directory or glob of some",
                "Check the path; it is relative to the case file");
    }

    private static List<FoundFile> local(String written, Path caseDirectory) throws IOException {
        Path path = caseDirectory.resolve(written);
        if (Files.isRegularFile(path)) {
            return List.of(new FoundFile(written, uri(path)));
        }
        if (Files.isDirectory(path)) {
            PathMatcher all = file -> file.getFileName().toString().endsWith(".parquet");
            return walk(path, written.isEmpty() ? "." : written, all);
        }
        int wild = firstWildcard(written);
        if (wild < 0) {
            return List.of();
        }
        int slash = written.lastIndexOf('/', wild);
        String fixed = slash < 0 ? "" : written.substring(0, Math.max(slash, 1));
        Path base = caseDirectory.resolve(fixed);
        if (!Files.isDirectory(base)) {
            return List.of();
        }
        PathMatcher matcher = FileSystems.getDefault().getPathMatcher("glob:" + escaped(written.substring(slash + 1)));
        return walk(base, fixed, matcher);
    }

    private static int firstWildcard(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) == '*' || text.charAt(i) == '?') {
                return i;
            }
        }
        return -1;
    }

    /** Only *, ? and ** are special in a case. */
    private static String escaped(String glob) {
        return glob.replaceAll("([\\\\\\[\\]{}])", "\\\\$1");
    }

    private static List<FoundFile> walk(Path base, String written, PathMatcher matcher) throws IOException {
        String prefix = written.isEmpty() || written.endsWith("/") ? written : written + "/";
        List<FoundFile> found = new ArrayList<>();
        try (Stream<Path> files = Files.walk(base, FileVisitOption.FOLLOW_LINKS)) {
            for (Path file : files.sorted().toList()) {
                Path below = base.relativize(file);
                if (Files.isRegularFile(file) && !hidden(below) && matcher.matches(below)) {
                    String rest = below.toString().replace(file.getFileSystem().getSeparator(), "/");
                    found.add(new FoundFile(prefix + rest, uri(file)));
                }
            }
        }
        return found;
    }

    private static boolean hidden(Path below) {
        for (Path name : below) {
            if (hidden(name.toString())) {
                return true;
            }
        }
        return false;
    }

    private static boolean hidden(String name) {
        return name.startsWith(".") || name.startsWith("_");
    }

    static String uri(Path path) throws IOException {
        return path.toRealPath().toUri().toString();
    }

    private static List<FoundFile> remote(String written) throws IOException {
        org.apache.flink.core.fs.Path path = new org.apache.flink.core.fs.Path(URI.create(written));
        try {
            FileSystem files = path.getFileSystem();
            if (!files.exists(path)) {
                return List.of();
            }
            FileStatus status = files.getFileStatus(path);
            List<FoundFile> found = new ArrayList<>();
            if (status.isDir()) {
                list(files, path, written.endsWith("/") ? written : written + "/", found);
            } else {
                found.add(new FoundFile(written, path.toString()));
            }
            return found;
        } catch (UnsupportedFileSystemSchemeException e) {
            throw UserError.of(
                    "captures: " + written,
                    "no file system for this kind of path",
                    String.valueOf(path.toUri().getScheme()),
                    "file, or one whose Flink plugin is installed",
                    "Install the plugin or copy the capture");
        }
    }

    private static void list(
            FileSystem files, org.apache.flink.core.fs.Path directory, String prefix, List<FoundFile> found)
            throws IOException {
        for (FileStatus status : files.listStatus(directory)) {
            String name = status.getPath().getName();
            if (hidden(name)) {
                continue;
            }
            if (status.isDir()) {
                list(files, status.getPath(), prefix + name + "/", found);
            } else if (name.endsWith(".parquet")) {
                found.add(new FoundFile(prefix + name, status.getPath().toString()));
            }
        }
    }
}
