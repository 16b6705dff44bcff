"""Statements and signatures by other people's libraries, digests by other people's code, and what an auditor is told."""

import base64
import hashlib
import json
import shutil
import subprocess

import canonical
import pyarrow
import pyarrow.parquet
import pytest
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from google.protobuf import json_format
from in_toto_attestation.v1 import statement_pb2
from in_toto_attestation.v1.statement import Statement
from securesystemslib.dsse import Envelope
from securesystemslib.exceptions import VerificationError
from securesystemslib.signer import SSlibKey

TYPE = "application/vnd.in-toto+json"


def results(demo):
    return sorted(path.parent for path in demo.glob("*/manifest.json") if (path.parent / "statement.intoto.json").exists())


def sha256(path):
    return hashlib.sha256(path.read_bytes()).hexdigest()


def valid(statement):
    """The statement as in-toto's own schema reads it."""
    read = json_format.Parse(statement, statement_pb2.Statement())
    Statement.copy_from_pb(read).validate()
    return read


@pytest.fixture
def keys(tmp_path):
    """A key pair in the forms of openssl and of ssh-keygen."""
    private = Ed25519PrivateKey.generate()
    pem, plain = serialization.Encoding.PEM, serialization.NoEncryption()
    spki = serialization.PublicFormat.SubjectPublicKeyInfo
    (tmp_path / "key.pem").write_bytes(private.private_bytes(pem, serialization.PrivateFormat.PKCS8, plain))
    (tmp_path / "key.ssh").write_bytes(private.private_bytes(pem, serialization.PrivateFormat.OpenSSH, plain))
    (tmp_path / "key.pub").write_bytes(private.public_key().public_bytes(pem, spki))
    (tmp_path / "key.ssh.pub").write_bytes(
        private.public_key().public_bytes(serialization.Encoding.OpenSSH, serialization.PublicFormat.OpenSSH) + b" somebody\n")
    der = private.public_key().public_bytes(serialization.Encoding.DER, spki)
    return tmp_path, SSlibKey.from_crypto(private.public_key(), hashlib.sha256(der).hexdigest())


@pytest.fixture
def result(demo, tmp_path):
    """A copy of a result, to be mistreated."""
    copy = tmp_path / "result"
    shutil.copytree(demo / "stopddos-snmp", copy)
    return copy


def test_statements_are_valid_and_name_what_is_there(demo):
    assert results(demo)
    for place in results(demo):
        statement = valid((place / "statement.intoto.json").read_bytes())
        subjects = {subject.name: subject.digest["sha256"] for subject in statement.subject}
        assert subjects == {name: sha256(place / name) for name in subjects}
        assert {"verdict.json", "evidence.parquet", "case.yaml", "report.html"} <= subjects.keys()


def test_content_digests_can_be_computed_by_others(demo):
    for place in results(demo):
        manifest = json.loads((place / "manifest.json").read_bytes())
        for table in manifest["tables"]:
            assert canonical.digest(place / table["path"]) == table["content_sha256"], f"{place.name}/{table['path']}"


def test_the_manifest_names_its_own_digest(demo):
    for place in results(demo):
        content, _, last = (place / "manifest.json").read_bytes().rpartition(b',\n  "sha256": "')
        assert last == hashlib.sha256(content).hexdigest().encode() + b'"\n}\n'


def test_a_rewritten_table_is_the_same_content(result):
    before = canonical.digest(result / "evidence.parquet")
    bytes_before = sha256(result / "evidence.parquet")
    rewrite(result / "evidence.parquet", lambda table: table)
    assert canonical.digest(result / "evidence.parquet") == before
    assert sha256(result / "evidence.parquet") != bytes_before


def test_signatures_verify_with_a_library(result, keys, floodmark):
    place, key = keys
    for private in ("key.pem", "key.ssh"):
        floodmark("sign", result, "--key", place / private)
        data = json.loads((result / "statement.dsse.json").read_bytes())
        assert data["payloadType"] == TYPE and len(data["signatures"]) == 1
        statement = valid(base64.b64decode(data["payload"]))
        subjects = {subject.name: subject.digest["sha256"] for subject in statement.subject}
        everything = {path.name for path in result.iterdir()} - {"statement.dsse.json"}
        assert subjects == {name: sha256(result / name) for name in everything}
        assert key.keyid in Envelope.from_dict(data).verify([key], 1)
    for public in ("key.pub", "key.ssh.pub"):
        assert "by the key given" in floodmark("audit", result, "--key", place / public, "--progress", "none").stdout
    data = json.loads((result / "statement.dsse.json").read_bytes())
    data["payload"] = base64.b64encode(base64.b64decode(data["payload"]).replace(b"supported", b"undecided", 1) + b" ").decode()
    with pytest.raises(VerificationError):
        Envelope.from_dict(data).verify([key], 1)


def test_a_registration_is_a_statement_too(home, tmp_path, keys, floodmark):
    place, key = keys
    case = home / "datasets/cases/stopddos-low-rate/case.yaml"
    floodmark("register", case, "--output", tmp_path / "registration.json", "--sign", place / "key.pem")
    data = json.loads((tmp_path / "registration.json").read_bytes())
    statement = valid(base64.b64decode(data["payload"]))
    assert {subject.name: subject.digest["sha256"] for subject in statement.subject} == {"case.yaml": sha256(case)}
    assert key.keyid in Envelope.from_dict(data).verify([key], 1)
    floodmark("assess", case, "--registration", tmp_path / "registration.json", "--output", tmp_path / "out", "--progress", "none")
    assert json.loads((tmp_path / "out/verdict.json").read_bytes())["registered"]["key"] == key.keyid
    floodmark("audit", tmp_path / "out", "--progress", "none")


def rewrite(path, change):
    """The table written anew by another library."""
    table = change(pyarrow.parquet.read_table(path))
    pyarrow.parquet.write_table(table, path, compression="snappy")


def forge(result):
    """Every digest made anew, as somebody would who knows the format."""
    manifest = json.loads((result / "manifest.json").read_bytes())
    for table in manifest["tables"]:
        table["content_sha256"] = canonical.digest(result / table["path"])
        table["rows"] = pyarrow.parquet.read_metadata(result / table["path"]).num_rows
    statement = json.loads((result / "statement.intoto.json").read_bytes())
    statement["predicate"]["tables"] = manifest["tables"]
    statement["predicate"]["inputs"] = manifest["inputs"]
    for subject in statement["subject"]:
        subject["digest"]["sha256"] = sha256(result / subject["name"])
    write(result / "statement.intoto.json", statement)
    crate = json.loads((result / "ro-crate-metadata.json").read_bytes())
    for entity in crate["@graph"]:
        if entity["@type"] == "File" and "sha256" in entity:
            entity["sha256"] = sha256(result / entity["@id"])
        if entity["@id"].startswith("#input-"):
            entity["sha256"] = manifest["inputs"][int(entity["@id"][7:]) - 1]["sha256"]
    write(result / "ro-crate-metadata.json", crate)
    for file in manifest["files"]:
        file["bytes"] = (result / file["path"]).stat().st_size
        file["sha256"] = sha256(result / file["path"])
    del manifest["sha256"]
    content = json.dumps(manifest, indent=2).encode()[:-2]
    (result / "manifest.json").write_bytes(content + b',\n  "sha256": "' + hashlib.sha256(content).hexdigest().encode() + b'"\n}\n')


def write(path, data):
    path.write_text(json.dumps(data, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")


def audit(floodmark, result, *more, code=3):
    done = floodmark("audit", result, "--format", "json", "--progress", "none", *more, code=code)
    said = json.loads(done.stdout)
    return said, {check["name"]: check for check in said["checks"]}


def halve_one_share(table):
    row = next(i for i, value in enumerate(table["observed"].to_pylist()) if value)
    values = table["observed"].to_pylist()
    values[row] /= 2
    return table.set_column(table.schema.get_field_index("observed"), "observed", pyarrow.array(values, pyarrow.float64()))


def test_one_altered_value_is_named(result, floodmark):
    rewrite(result / "evidence.parquet", halve_one_share)
    forge(result)
    said, checks = audit(floodmark, result)
    assert checks["files"]["outcome"] == checks["tables"]["outcome"] == checks["statement"]["outcome"] == "ok"
    assert checks["recomputed"]["outcome"] == "differs"
    tables = [line for line in checks["recomputed"]["details"] if line.startswith("evidence.parquet")]
    assert tables and "1 of" in tables[0] and "observed" in tables[0]
    (difference,) = [each for each in said["differences"] if each["file"] == "evidence.parquet"]
    assert difference["column"] == "observed" and difference["by"] > 0 and "family=" in difference["row"]
    assert "tampering" in said["cause"]


def test_a_dropped_row_is_named(result, floodmark):
    rewrite(result / "evidence.parquet", lambda table: table.slice(1))
    forge(result)
    said, checks = audit(floodmark, result)
    assert any("1 row missing" in line for line in checks["recomputed"]["details"])
    assert "tampering" in said["cause"]


def test_a_replaced_input_is_named(home, result, tmp_path, floodmark):
    inputs = tmp_path / "inputs"
    inputs.mkdir()
    shutil.copy(home / "datasets/stopddos/low-rate.parquet", inputs / "snmp-reflection.parquet")
    said, checks = audit(floodmark, result, "--inputs", inputs)
    assert checks["inputs"]["outcome"] == "differs" and "another is in" in checks["inputs"]["details"][0]
    assert "another input" in said["cause"]


def test_a_missing_input_is_said_and_may_be_asked_for(result, tmp_path, floodmark):
    empty = tmp_path / "empty"
    empty.mkdir()
    said, checks = audit(floodmark, result, "--inputs", empty, code=0)
    assert checks["recomputed"]["outcome"] == "not-done" and not said["recomputed"]
    audit(floodmark, result, "--inputs", empty, "--require-inputs")


def test_a_key_of_openssl_and_of_ssh_keygen(result, tmp_path, floodmark):
    if not (shutil.which("openssl") and shutil.which("ssh-keygen")):
        pytest.skip("openssl and ssh-keygen are not both here")
    subprocess.run(["openssl", "genpkey", "-algorithm", "ed25519", "-out", tmp_path / "a.pem"], check=True)
    subprocess.run(["openssl", "pkey", "-in", tmp_path / "a.pem", "-pubout", "-out", tmp_path / "a.pub"], check=True)
    subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", tmp_path / "b"], check=True)
    floodmark("sign", result, "--key", tmp_path / "a.pem")
    floodmark("sign", result, "--key", tmp_path / "b")
    for public in ("a.pub", "b.pub"):
        said, checks = audit(floodmark, result, "--key", tmp_path / public, code=0)
        assert checks["signature"]["outcome"] == "ok"
