"""Rows a second in one warm Java, from the page cache: decoding the columns that the first pass needs, which is the scan limit, and the first
pass's reader with exact senders, in turn until both are stable. The reader's sums alone have no mode of their own, so they are not here.
"""

import argparse
import subprocess
import sys

import bench


def main():
    parser = argparse.ArgumentParser(prog="jobs/bench/engines/run steady", description=__doc__,
                                     formatter_class=argparse.RawDescriptionHelpFormatter)
    # As many files as two readers have splits. Each is read as if there were no other, which in no order would make senders cheaper.
    bench.captures(parser, files=4, shapes=("zipf", "carpet"))
    asked = parser.parse_args(sys.argv[2:])
    directory = bench.generate(asked)
    command, environment = bench.launched("floodmark.bench.SteadyState", str(directory), str(asked.threads))
    sys.exit(subprocess.run(command, env=environment).returncode)


main()
