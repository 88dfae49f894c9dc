"""What all tests share: a data folder of their own, in which the embedding model is made only once."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

# The same examples in every run, however slow the machine is.
settings.register_profile(
    "steady", deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("steady")

MEMORY = Path("/dev/shm")
ROOM = 4 * 2**30  # bytes; the tests need a fraction


def pytest_configure(config: pytest.Config) -> None:
    """Folders of tests lie in memory where there is room: databases that flush each commit then don't wait
    for a disk that others keep busy."""
    if config.option.basetemp is None and MEMORY.is_dir() and shutil.disk_usage(MEMORY).free > ROOM:
        os.environ.setdefault("PYTEST_DEBUG_TEMPROOT", str(MEMORY))


@pytest.fixture(scope="session", autouse=True)
def shared_data(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """The data folder of tests that don't set one: never that of the person who runs them."""
    base = tmp_path_factory.getbasetemp()
    folder = (base.parent if "PYTEST_XDIST_WORKER" in os.environ else base) / "shared-data"
    folder.mkdir(exist_ok=True)
    before = os.environ.get("ASSISTANT_DATA")
    os.environ["ASSISTANT_DATA"] = str(folder)
    yield folder
    if before is None:
        del os.environ["ASSISTANT_DATA"]
    else:
        os.environ["ASSISTANT_DATA"] = before


@pytest.fixture
def data_with_model(tmp_path: Path, shared_data: Path) -> Path:
    """An empty data folder that has the real embedding model."""
    (shared_data / "models").mkdir(exist_ok=True)
    folder = tmp_path / "data"
    folder.mkdir()
    (folder / "models").symlink_to(shared_data / "models")
    return folder
