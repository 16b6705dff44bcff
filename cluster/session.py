"""A Flink session cluster on one machine: JobManager and TaskManagers as processes of their own, all bound to localhost.

What cluster/up, cluster/down, cluster/status and cluster/flink share. Needs Python 3.11 and a JDK 17; nothing else.
"""

import json
import os
import pathlib
import shutil
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request

HERE = pathlib.Path(__file__).resolve().parent
TARGET = HERE / "target"
RESULT = "BASH_JAVA_UTILS_EXEC_RESULT:"

# Flink reflects into the JDK; the list is that of Flink's distribution for Java 17.
EXPORTS = [
    "java.management/sun.management", "java.rmi/sun.rmi.registry",
    "jdk.compiler/com.sun.tools.javac.api", "jdk.compiler/com.sun.tools.javac.file",
    "jdk.compiler/com.sun.tools.javac.parser", "jdk.compiler/com.sun.tools.javac.tree",
    "jdk.compiler/com.sun.tools.javac.util", "java.security.jgss/sun.security.krb5"]
OPENS = [
    "java.base/" + name for name in (
        "java.lang", "java.net", "java.io", "java.nio", "sun.nio.ch", "java.lang.reflect", "java.text", "java.time",
        "java.util", "java.util.concurrent", "java.util.concurrent.atomic", "java.util.concurrent.locks")]
MODULES = [f"--add-exports={e}=ALL-UNNAMED" for e in EXPORTS] + [f"--add-opens={o}=ALL-UNNAMED" for o in OPENS]

# A TaskManager loads the classes of every job anew, and so compiles them anew: with the optimising compiler's usual appetite a first pass
# of 50 million flows on two TaskManagers spent 12 processor seconds on that, beside 15 on reading. The options are those of
# jobs/floodmark, where they are explained. A JobManager runs little code often enough to be worth optimising.
COLLECT_AND_COMPILE = {
    "TM": ["-XX:+UseParallelGC", "-XX:MetaspaceSize=128m", "-XX:LoopUnrollLimit=16", "-XX:InlineSmallCode=1000",
           "-XX:MaxInlineLevel=9", "-XX:FreqInlineSize=150", "-XX:Tier4InvocationThreshold=100000",
           "-XX:Tier4MinInvocationThreshold=12000", "-XX:Tier4CompileThreshold=300000",
           "-XX:Tier4BackEdgeThreshold=800000"],
    "JM": ["-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"]}


class Mistake(Exception):
    """Something that the user can mend; ends the program with code 2 and one line."""


def mistake(where, what, found, expected, step):
    return Mistake(f"[{where}] {what}: found {found}, expected {expected}. {step}.")


def java():
    home = os.environ.get("JAVA_HOME")
    return str(pathlib.Path(home) / "bin" / "java") if home else "java"


def main(action):
    """Runs an action; a mistake is one line and code 2."""
    try:
        sys.exit(action())
    except Mistake as e:
        print(e, file=sys.stderr)
        sys.exit(2)
    except KeyboardInterrupt:
        sys.exit(130)
    except BrokenPipeError:
        # Whoever read has seen enough.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(1)


class Session:
    """The cluster whose configuration, logs and process ids are in one directory."""

    def __init__(self, directory):
        self.directory = pathlib.Path(directory).resolve()
        self.conf = self.directory / "conf"
        self.log = self.directory / "log"

    # What is installed

    @staticmethod
    def build():
        """Packages what a cluster consists of, once for each version of its files."""
        sources = [HERE / "pom.xml", HERE.parent / "pom.xml", *(HERE / "src").rglob("*.*")]
        made = TARGET / "made"
        if made.exists() and made.stat().st_mtime >= max(s.stat().st_mtime for s in sources):
            return
        if shutil.which("mvn") is None:
            raise mistake("cluster/up", "Maven is missing", "no mvn", "3.8 or later", "Install it (Debian: apt install maven)")
        print("[cluster/up] gathering Flink from Maven; the first time libraries are downloaded", file=sys.stderr)
        shutil.rmtree(TARGET, ignore_errors=True)
        done = subprocess.run(
            ["mvn", "-q", "-B", "-ntp", "-f", str(HERE / "pom.xml"), "-Dfloodmark.quick", "-DskipTests", "package"],
            capture_output=True, text=True)
        if done.returncode != 0:
            raise mistake("cluster/up", "the build failed", (done.stdout + done.stderr)[-2000:], "a cluster's jars",
                          "Mend what is named above")
        made.touch()

    def class_path(self):
        return f"{TARGET}/lib/*:" + str(next(TARGET.glob("floodmark-cluster-*[0-9].jar")))

    # What runs

    def pid(self, name):
        """Process id of a part that runs, or None."""
        try:
            pid = int((self.directory / f"{name}.pid").read_text())
            # Where the system tells: a number may be another process's by now, and one that ended may not be buried yet.
            process = pathlib.Path(f"/proc/{pid}")
            if process.exists():
                command = (process / "cmdline").read_text()
                if command and str(self.conf) not in command:
                    return None
                if (process / "stat").read_text().rpartition(")")[2].split()[0] == "Z":
                    return None
            os.kill(pid, 0)
            return pid
        except (FileNotFoundError, ProcessLookupError, ValueError):
            return None

    def parts(self):
        """Names of the parts that were ever started here, JobManager first."""
        names = [p.stem for p in self.directory.glob("*.pid")]
        return sorted(names, key=lambda n: (n != "jobmanager", len(n), n))

    def settings(self):
        """How the cluster was started; empty if it was not."""
        try:
            return json.loads((self.directory / "session.json").read_text())
        except FileNotFoundError:
            return {}

    def rest(self, path):
        """What the JobManager answers, or None where none answers."""
        try:
            with urllib.request.urlopen(f"http://localhost:{self.settings()['rest_port']}{path}", timeout=5) as answer:
                return json.load(answer)
        except (KeyError, OSError, ValueError):
            return None

    # Starting and stopping

    def configure(self, wanted):
        self.conf.mkdir(parents=True, exist_ok=True)
        self.log.mkdir(exist_ok=True)
        for part in ("checkpoints", "savepoints", "tmp", "uploads"):
            (self.directory / part).mkdir(exist_ok=True)
        (self.directory / "session.json").write_text(json.dumps(wanted, indent=1))
        last = wanted["metrics_port"] + wanted["most_processes"] - 1
        lines = [
            "# Written by cluster/up; options of its own go behind --set.",
            "jobmanager.rpc.address: localhost",
            f"jobmanager.rpc.port: {wanted['rpc_port']}",
            "jobmanager.bind-host: localhost",
            f"jobmanager.memory.process.size: {wanted['jobmanager_memory']}",
            "rest.address: localhost",
            "rest.bind-address: localhost",
            f"rest.port: {wanted['rest_port']}",
            "taskmanager.host: localhost",
            "taskmanager.bind-host: localhost",
            f"taskmanager.numberOfTaskSlots: {wanted['slots']}",
            f"taskmanager.memory.process.size: {wanted['memory']}",
            "taskmanager.memory.managed.fraction: 0.2",
            "# All TaskManagers get work before a second slot of one is used.",
            "taskmanager.load-balance.mode: SLOTS",
            "# A TaskManager that was killed is missed within seconds.",
            "heartbeat.interval: 2000",
            "heartbeat.timeout: 20000",
            "metrics.fetcher.update-interval: 2000",
            "metrics.reporters: prometheus",
            "metrics.reporter.prometheus.factory.class: org.apache.flink.metrics.prometheus.LocalPrometheusReporterFactory",
            f"metrics.reporter.prometheus.port: {wanted['metrics_port']}-{last}",
            f"io.tmp.dirs: {self.directory}/tmp",
            f"web.upload.dir: {self.directory}/uploads",
            f"execution.checkpointing.dir: file://{self.directory}/checkpoints",
            f"execution.checkpointing.savepoint-dir: file://{self.directory}/savepoints",
            *(f"{key}: {value}" for key, value in wanted["set"].items()),
        ]
        (self.conf / "config.yaml").write_text("\n".join(lines) + "\n")
        (self.conf / "log4j2.properties").write_text("""rootLogger.level = INFO
rootLogger.appenderRef.file.ref = file
appender.file.name = file
appender.file.type = RollingFile
appender.file.fileName = ${sys:log.file}
appender.file.filePattern = ${sys:log.file}.%i
appender.file.layout.type = PatternLayout
appender.file.layout.pattern = %d{yyyy-MM-dd HH:mm:ss,SSS} %-5p %-40c %x - %m%n
appender.file.policies.type = Policies
appender.file.policies.size.type = SizeBasedTriggeringPolicy
appender.file.policies.size.size = 50MB
appender.file.strategy.type = DefaultRolloverStrategy
appender.file.strategy.max = 5
""")

    def memory(self, which):
        """JVM flags and dynamic options that Flink derives from the memory in its configuration."""
        done = subprocess.run(
            [java(), "-cp", self.class_path(), "org.apache.flink.runtime.util.bash.BashJavaUtils",
             f"GET_{which}_RESOURCE_PARAMS", "--configDir", str(self.conf)],
            capture_output=True, text=True)
        lines = [line[len(RESULT):] for line in done.stdout.splitlines() if line.startswith(RESULT)]
        if done.returncode != 0 or len(lines) < 2:
            why = [line for line in (done.stdout + done.stderr).splitlines() if "Exception" in line]
            raise mistake("cluster/up", "Flink does not accept the configuration", why[-1] if why else done.stderr[-500:],
                          "memory that its parts fit into", "Change --memory, --jobmanager-memory or --set")
        return lines[0].split(), lines[1].split()

    def start(self, name, which, main_class, arguments):
        flags, dynamic = self.memory(which)
        environment = dict(os.environ, FLINK_CONF_DIR=str(self.conf), FLINK_PLUGINS_DIR=str(TARGET / "plugins"))
        command = [java(), *flags, *COLLECT_AND_COMPILE[which], *MODULES,
                   f"-Dlog.file={self.log}/{name}.log", f"-Dlog4j.configurationFile={self.conf}/log4j2.properties",
                   "-cp", self.class_path(), main_class, "--configDir", str(self.conf), *arguments, *dynamic]
        with open(self.log / f"{name}.out", "a") as out:
            process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=out, stderr=out, env=environment,
                                       cwd=self.directory, start_new_session=True)
        (self.directory / f"{name}.pid").write_text(str(process.pid))

    def start_jobmanager(self):
        self.start("jobmanager", "JM", "org.apache.flink.runtime.entrypoint.StandaloneSessionClusterEntrypoint",
                   ["--executionMode", "cluster"])

    def start_taskmanager(self, name):
        self.start(name, "TM", "org.apache.flink.runtime.taskexecutor.TaskManagerRunner",
                   # Its name in the web UI and in REST answers.
                   [f"-Dtaskmanager.resource-id={name}"])

    def wait(self, taskmanagers, seconds=90):
        """Until that many TaskManagers have registered with their slots."""
        slots = taskmanagers * self.settings()["slots"]
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            overview = self.rest("/overview")
            if overview and overview["taskmanagers"] >= taskmanagers and overview["slots-total"] >= slots:
                return overview
            for name in self.parts():
                if self.pid(name) is None and (name == "jobmanager" or int(name.rsplit("-", 1)[1]) <= taskmanagers):
                    raise mistake("cluster/up", f"{name} ended at its start", self.end_of_log(name), "a process that runs",
                                  f"The whole log is {self.log}/{name}.log")
            time.sleep(0.2)
        raise mistake("cluster/up", "the cluster is not ready", f"{self.rest('/overview')} after {seconds} s",
                      f"{taskmanagers} TaskManagers", f"Look into {self.log}")

    def end_of_log(self, name):
        for suffix in (".log", ".out"):
            try:
                lines = (self.log / (name + suffix)).read_text().splitlines()
            except FileNotFoundError:
                continue
            told = [line for line in lines if "Exception" in line or "rror" in line]
            if told:
                return told[-1].strip()[:300]
        return "nothing in its log"

    def stop(self, patience=20):
        """Ends all parts, TaskManagers first; kills what does not end. Returns how many ran."""
        running = [(name, self.pid(name)) for name in reversed(self.parts())]
        running = [(name, pid) for name, pid in running if pid is not None]
        for _, pid in running:
            os.kill(pid, signal.SIGTERM)
        end = time.monotonic() + patience
        for name, pid in running:
            while self.pid(name) is not None and time.monotonic() < end:
                time.sleep(0.1)
            if self.pid(name) is not None:
                os.kill(pid, signal.SIGKILL)
        for file in self.directory.glob("*.pid"):
            file.unlink()
        return len(running)
