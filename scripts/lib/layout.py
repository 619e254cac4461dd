"""Where things are: paths in the checkout, and the addresses of the local stack."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
INFRA = ROOT / "infra"
TEMPLATE = ROOT / "template.yaml"
FUNCTIONS = ROOT / "functions"
BUILT = ROOT / ".build"
DASHBOARD = ROOT / "dashboard"
BROWSER_TESTS = ROOT / "tests" / "browser"
VENV = ROOT / ".local" / "venv"
REQUIREMENTS = ROOT / "scripts" / "requirements.txt"

DEFAULT_PORT = 4566
REGION = "us-east-1"
STACK = "baton-local"


@dataclass(frozen=True)
class Local:
    """One local stack: its folder and its ports, which follow each other."""

    base: int
    folder: Path

    @classmethod
    def from_environment(cls) -> "Local":
        """The stack that `BATON_PORT_BASE` and `BATON_LOCAL_DIR` name; a stack on other ports than
        the usual ones keeps its state in a folder of its own."""
        base = int(os.environ.get("BATON_PORT_BASE", DEFAULT_PORT))
        usual = ROOT / ".local" if base == DEFAULT_PORT else ROOT / ".local" / f"stack-{base}"
        return cls(base, Path(os.environ.get("BATON_LOCAL_DIR", usual)).resolve())

    @property
    def gateway_url(self) -> str:
        return f"http://127.0.0.1:{self.base}"

    @property
    def meter_url(self) -> str:
        return f"http://127.0.0.1:{self.base + 1}"

    @property
    def sandbox_url(self) -> str:
        return f"http://127.0.0.1:{self.base + 2}"

    @property
    def dashboard_url(self) -> str:
        return f"http://localhost:{self.base + 3}"

    @property
    def model_url(self) -> str:
        return f"http://127.0.0.1:{self.base + 4}"

    @property
    def site_url(self) -> str:
        """The same on the address that the server listens on, whatever `localhost` means here."""
        return f"http://127.0.0.1:{self.base + 3}"

    @property
    def functions(self) -> Path:
        """Its own copies of what was built: what is built for another stack changes nothing here."""
        return self.folder / "functions"

    @property
    def state(self) -> Path:
        """What `--fresh` removes."""
        return self.folder / "state"

    @property
    def logs(self) -> Path:
        return self.folder / "logs"

    @property
    def outputs(self) -> Path:
        return self.folder / "outputs.json"

    @property
    def pid_file(self) -> Path:
        return self.folder / "dev.pid"

    @property
    def lock_file(self) -> Path:
        return self.folder / "dev.lock"


def aws_environment(endpoint: str) -> dict[str, str]:
    """What AWS clients need to find the local stack; the keys open nothing else."""
    return {
        "AWS_ENDPOINT_URL": endpoint,
        "AWS_ACCESS_KEY_ID": "test",
        "AWS_SECRET_ACCESS_KEY": "test",
        "AWS_DEFAULT_REGION": REGION,
        "AWS_REGION": REGION,
        "AWS_CONFIG_FILE": os.devnull,
        "AWS_SHARED_CREDENTIALS_FILE": os.devnull,
        "AWS_EC2_METADATA_DISABLED": "true",
        "SAM_CLI_TELEMETRY": "0",
    }
