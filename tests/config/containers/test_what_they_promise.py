import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from config.run.commands import children
from tests.config.containers.conftest import CHECKOUT, interpolate

VALUES = {
    "SECRET_KEY": "s",
    "POSTGRES_PASSWORD": "p@ss/word",
    "ALLOWED_HOSTS": "localhost",
    "SITE_URL": "https://register.example.org",
}
OURS = ("prepare", "web", "worker", "beat")


def test_hadolint_finds_nothing() -> None:
    hadolint = Path(sys.executable).with_name("hadolint")
    done = subprocess.run([hadolint, CHECKOUT / "Dockerfile"], capture_output=True, text=True, check=False)
    assert done.stdout + done.stderr == ""
    assert done.returncode == 0


@pytest.mark.parametrize("missing", sorted(VALUES))
def test_compose_refuses_to_start_without_a_secret_or_an_address(compose: dict[str, Any], missing: str) -> None:
    settings = compose["services"]["web"]["environment"]
    with pytest.raises(KeyError, match=missing):
        [interpolate(str(text), {**VALUES, missing: ""}) for text in settings.values()]


def test_every_setting_reaches_the_containers(compose: dict[str, Any]) -> None:
    settings = set(re.findall(r"environment\.\w+\(\s*\"([A-Z_]+)\"", (CHECKOUT / "config/settings.py").read_text()))
    elsewhere = {"DAFTAR_DATA_DIR", "DEBUG"}  # the image says the one; the other has no place there
    assert settings - elsewhere <= set(compose["services"]["web"]["environment"])


def test_no_password_stands_in_the_repository(compose: dict[str, Any]) -> None:
    settings = [service.get("environment", {}) for service in compose["services"].values()]
    secrets = [v for s in settings for k, v in s.items() if re.search("PASSWORD|SECRET", k)]
    assert len(secrets) > 2
    assert all(re.fullmatch(r"\$\{\w+:(\?[^}]+|-)\}", secret) for secret in secrets)
    example = (CHECKOUT / ".env.example").read_text()
    assert re.findall(r"^(?:SECRET_KEY|POSTGRES_PASSWORD)=(.*)$", example, re.MULTILINE) == ["", ""]


def test_every_variable_of_compose_stands_in_the_example() -> None:
    used = set(re.findall(r"\$\{(\w+)", (CHECKOUT / "docker-compose.yml").read_text()))
    known = set(re.findall(r"^#?(\w+)=", (CHECKOUT / ".env.example").read_text(), re.MULTILINE))
    assert used <= known


def test_both_servers_keep_their_data_in_volumes_and_answer_nobody_outside(compose: dict[str, Any]) -> None:
    database, broker = compose["services"]["database"], compose["services"]["broker"]
    # postgres:18 refuses to start with a volume at the place of the older images.
    assert database["volumes"] == ["database:/var/lib/postgresql"]
    assert broker["volumes"] == ["broker:/data"]
    for server in (database, broker):
        assert server["networks"] == ["inside"]
        assert "ports" not in server
        assert server["healthcheck"]["test"]
    assert compose["networks"]["inside"]["internal"] is True
    assert set(compose["volumes"]) == {"database", "broker", "snapshots"}


def test_web_shows_the_snapshots_that_the_worker_makes(compose: dict[str, Any], dockerfile: list[str]) -> None:
    services = compose["services"]
    folder = services["web"]["environment"]["SNAPSHOT_DIR"]
    sharing = {name for name in services if f"snapshots:{folder}" in services[name].get("volumes", [])}
    assert sharing == {"web", "worker"}
    # A new volume takes owner and mode from the folder that the image has in its place.
    (made,) = [line for line in dockerfile if "install --directory" in line]
    assert made.split()[-1] == folder
    assert "--owner=daftar" in made


def test_the_broker_forgets_nothing(compose: dict[str, Any]) -> None:
    command = compose["services"]["broker"]["command"]
    assert command[command.index("--appendonly") + 1] == "yes"
    assert command[command.index("--maxmemory-policy") + 1] == "noeviction"


def test_nothing_starts_before_the_database_is_prepared(compose: dict[str, Any]) -> None:
    services = compose["services"]
    assert services["prepare"]["depends_on"]["database"] == {"condition": "service_healthy"}
    for name in ("web", "worker", "beat"):
        assert services[name]["depends_on"]["prepare"] == {"condition": "service_completed_successfully"}


def test_containers_run_what_make_run_runs(compose: dict[str, Any], web_command: list[str]) -> None:
    processes = children(python="python", bind="0.0.0.0:8000", data_directory=Path("/var/lib/daftar"))
    ours = {child.name: list(child.command) for child in processes}
    services = compose["services"]
    assert ours == {
        "web": web_command,
        "worker": services["worker"]["command"],
        "beat": services["beat"]["command"],
    }
    assert "command" not in services["web"]


def test_ours_run_without_rights_and_only_the_site_is_offered(compose: dict[str, Any], dockerfile: list[str]) -> None:
    assert re.fullmatch(r"USER [1-9]\d*", next(line for line in dockerfile if line.startswith("USER")))
    for name in OURS:
        assert compose["services"][name]["cap_drop"] == ["ALL"]
    offered = {name: service["ports"] for name, service in compose["services"].items() if "ports" in service}
    assert {name: [interpolate(p, {}) for p in ports] for name, ports in offered.items()} == {
        "web": ["127.0.0.1:8000:8000"]
    }


def test_the_image_checks_every_package_and_leaves_out_what_is_private(dockerfile: list[str]) -> None:
    installs = [line for line in dockerfile if "pip install" in line]
    assert installs
    assert all("--require-hashes" in line for line in installs)
    ignored = (CHECKOUT / ".dockerignore").read_text().splitlines()
    kept = [line.removeprefix("!") for line in ignored if line.startswith("!")]
    assert "*" in ignored
    assert not {".env", ".git", ".daftar", "tests"} & set(kept)
    packages = {path.parent.name for path in CHECKOUT.glob("*/apps.py")}
    assert packages | {"config", "manage.py", "requirements.txt", "templates", "static", "samples"} <= set(kept)
