"""Executes all notebooks on the results of a demo: execute.py DEMO OUT. Used by run."""

import json
import pathlib
import re
import sys

import nbconvert
import nbformat
import papermill
import traitlets.config

HERE = pathlib.Path(__file__).resolve().parent
# Not by TCP, which others on the machine could listen to.
BY_SOCKET_FILE = traitlets.config.Config({"KernelManager": {"transport": "ipc"}})
ABSOLUTE = re.compile(r"""["'](/(?!/)|[A-Za-z]:\\|~)""")


def fail(where, what, found, expected, step):
    sys.exit(f"[{where}] {what}: found {found}, expected {expected}. {step}.")


def check(path: pathlib.Path) -> list[str]:
    """The names of its parameters. What is committed holds no output, no place of one machine, and fetches nothing."""
    notebook = nbformat.read(path, as_version=4)
    nbformat.validate(notebook)
    parameters = []
    for cell in notebook.cells:
        where = f"{path.name}, cell {cell.id}"
        if cell.cell_type != "code":
            continue
        if cell.outputs or cell.execution_count is not None:
            fail(where, "holds an output", "outputs", "none", "Run: jupyter nbconvert --clear-output --inplace " + path.name)
        if ABSOLUTE.search(cell.source):
            fail(where, "holds an absolute path", ABSOLUTE.search(cell.source).group(0), "paths below a parameter", "Mend it")
        if re.search(r"https?://|\bsocket\b|\brequests\b(?!\")|urllib|^[!%]", cell.source, re.M):
            fail(where, "reaches beyond its files", "an address or a shell command", "plain Python", "Mend it")
        if "parameters" in cell.metadata.get("tags", []):
            parameters += re.findall(r"^(\w+) =", cell.source, re.M)
    if not parameters:
        fail(path.name, "has no parameters", "no cell with the tag parameters", "one", "Add it")
    return parameters


def main(demo: pathlib.Path, out: pathlib.Path) -> None:
    notebooks = sorted(HERE.glob("*.ipynb"))
    values = {"demo": str(demo), "home": str(HERE.parent), "capture": str(demo / "captures" / "*.parquet")}
    known = {path: check(path) for path in notebooks}
    out.mkdir(parents=True, exist_ok=True)
    for path, parameters in known.items():
        executed = out / path.name
        papermill.execute_notebook(
            path, executed, {name: value for name, value in values.items() if name in parameters}, progress_bar=False,
            log_output=False, kernel_name="python3", cwd=str(out), config=BY_SOCKET_FILE)
        page, _ = nbconvert.HTMLExporter(exclude_input_prompt=True, exclude_output_prompt=True).from_filename(str(executed))
        # Plots are images: no script is needed, and those of the template would be fetched.
        page = re.sub(r"<script\b.*?</script>", "", page, flags=re.S | re.I)
        executed.with_suffix(".html").write_text(page, encoding="utf-8")
        cells = json.loads(executed.read_text(encoding="utf-8"))["cells"]
        for cell in cells:
            plots = "".join(cell["source"]).count("plt.show()")
            if plots > 0 and not any("image/png" in output.get("data", {}) for output in cell["outputs"]):
                fail(f"{path.name}, cell {cell['id']}", "drew nothing", "no image", "a plot", "Unset MPLBACKEND, or mend the cell")
        warned = [output for cell in cells for output in cell.get("outputs", []) if output.get("name") == "stderr"]
        if warned:
            fail(path.name, "prints a warning", "".join(warned[0]["text"]).strip()[:200], "none", "Mend what it warns of")
        print(f"{path.name}: executed", flush=True)
    print(f"{len(notebooks)} notebooks; pages and executed copies in {out}")


if __name__ == "__main__":
    main(pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2]))
