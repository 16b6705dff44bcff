"""Results as research objects: by the published shapes of RO-Crate 1.3 and of the Process Run Crate profile."""

import io
import json
import pathlib
import shutil

import pytest
import requests
import rocrate
from rocrate_validator import services
from rocrate_validator.models import Severity, ValidationSettings

CONTEXT = "https://w3id.org/ro/crate/1.3/context"
PUBLISHED = pathlib.Path(rocrate.__file__).with_name("data") / "ro-crate.jsonld"


@pytest.fixture
def offline(monkeypatch):
    """Answers for the published context from a package: checks need no network."""
    assert json.loads(PUBLISHED.read_text(encoding="utf-8"))["@id"] == CONTEXT

    def send(self, request, **named):
        assert request.url == CONTEXT, f"the validator asks the network for {request.url}"
        response = requests.Response()
        response.status_code = 200
        response.url = request.url
        response.request = request
        response.headers["Content-Type"] = "application/ld+json"
        response.raw = io.BytesIO(PUBLISHED.read_bytes())
        return response

    monkeypatch.setattr(requests.adapters.HTTPAdapter, "send", send)


# What a program cannot know: who publishes and who ran it, terms without an address, and the size of the manifest, which names the crate.
UNKNOWN = {
    "The Root Data Entity SHOULD have a `publisher` property (Organization or Person)",
    "The Action SHOULD have an agent that is a Person or Organization",
    "File Data Entities SHOULD have a `contentSize` property",
    "A License entity SHOULD have an absolute HTTP(S) URL as its @id (e.g., an SPDX license URI such as https://spdx.org/licenses/MIT.html)",
}


def issues(crate, profile):
    """What a validator finds against a crate by the requirements and recommendations of a profile."""
    settings = ValidationSettings(
        rocrate_uri=str(crate),
        profile_identifier=profile,
        requirement_severity=Severity.RECOMMENDED,
        # The profile for runs is defined on RO-Crate 1.1; 1.3 is held against its own shapes.
        disable_inherited_profiles_issue_reporting=profile.startswith("process-run-crate"),
        no_cache=True)
    return services.validate(settings).get_issues()


def crates(demo):
    found = sorted(path.parent for path in demo.glob("*/ro-crate-metadata.json"))
    assert found, f"no results in {demo}"
    return found


@pytest.mark.parametrize("profile", ["ro-crate-1.3", "process-run-crate-0.5"])
def test_passes_a_validator(demo, offline, profile):
    # One of flows and one of counts: all are made alike, and a validation takes seconds.
    for crate in [next(crate for crate in crates(demo) if crate.name.startswith(kind)) for kind in ("stopddos", "worldcup")]:
        wrong = [f"{issue.severity.name} {issue.violatingEntity}: {issue.message}" for issue in issues(crate, profile)
                 if issue.severity == Severity.REQUIRED or issue.message not in UNKNOWN]
        assert wrong == [], crate.name


def test_the_validator_sees_a_crate_without_its_action_and_its_licence(demo, offline, tmp_path):
    source = crates(demo)[0]
    metadata = json.loads((source / "ro-crate-metadata.json").read_text(encoding="utf-8"))
    for entity in metadata["@graph"]:
        entity.pop("instrument", None)
        entity.pop("license", None)
    crate = tmp_path / source.name
    shutil.copytree(source, crate)
    (crate / "ro-crate-metadata.json").write_text(json.dumps(metadata), encoding="utf-8")
    for profile in ("ro-crate-1.3", "process-run-crate-0.5"):
        assert any(issue.severity == Severity.REQUIRED for issue in issues(crate, profile)), profile


def test_says_where_inputs_come_from_and_on_what_terms(demo):
    for crate in crates(demo):
        graph = json.loads((crate / "ro-crate-metadata.json").read_text(encoding="utf-8"))["@graph"]
        entities = {entity["@id"]: entity for entity in graph}
        manifest = json.loads((crate / "manifest.json").read_text(encoding="utf-8"))
        inputs = [entity for name, entity in entities.items() if name.startswith("#input-")]
        assert [entity["sha256"] for entity in inputs] == [entry["sha256"] for entry in manifest["inputs"]]
        for entity in inputs:
            assert entity["conditionsOfAccess"] and entities[entity["license"]["@id"]]["description"], entity
