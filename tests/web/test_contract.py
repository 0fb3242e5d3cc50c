"""The API does what its OpenAPI document says, whatever is asked of it: asked by schemathesis, over real HTTP."""

import asyncio
import sys
from pathlib import Path

import pytest

from monitor.config import load
from monitor.opening import open_store
from monitor.web.server import Pages
from monitor.web.view import View
from tests.web.conftest import TOKEN
from tests.web.stock import ENVIRON, fill

SCHEMATHESIS = str(Path(sys.executable).with_name("schemathesis"))
LEFT_OUT = "ignored_auth"
"""It asks with wrong tokens, and after five of them the whole address must wait: test_access.py holds that."""

KNOWN = 'parameters = {"path.id" = ["notices", "gone", "dcd-feed", "ctr", "nobody"]}'
"""Its config: ids that are there, beside those it makes up."""


@pytest.mark.slow
async def test_the_api_keeps_its_contract(tmp_path, site):
    """Right and wrong requests made up for every address: no failure of the server, every answer as documented."""
    path = (await fill(tmp_path, site)).path
    path.write_text(path.read_text().replace("web: {", f'web: {{listen: "127.0.0.1:0", token: {TOKEN}, '))
    (tmp_path / "schemathesis.toml").write_text(KNOWN)
    config = load(path, ENVIRON)
    store = open_store(config)
    pages = Pages(View(config, store))
    await pages.renew()
    try:
        asked = await asyncio.create_subprocess_exec(
            *(SCHEMATHESIS, "run", f"{pages.address}api/v1/openapi.json"),
            *("--header", f"Authorization: Bearer {TOKEN}", "--exclude-checks", LEFT_OUT),
            *("--max-examples", "15", "--seed", "1", "--generation-database", "none", "--no-color"),
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.STDOUT,
            cwd=tmp_path,
        )
        told, _ = await asked.communicate()
    finally:
        await pages.stop()
        store.close()
    assert asked.returncode == 0, told.decode()
