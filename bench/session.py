"""One reader's session as Streamlit's browser part keeps it, without a browser: a websocket and its messages."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine
from concurrent.futures import ThreadPoolExecutor
from typing import Any, TypeVar
from urllib.parse import urlencode

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.asyncio.client import ClientConnection, connect
from websockets.typing import Origin, Subprotocol

LARGEST = 64 << 20  # bytes of one message
Query = tuple[tuple[str, str], ...]
T = TypeVar("T")


class Failed(RuntimeError):
    """The script ended with an exception, or the server cut the connection."""


class Session:
    """An open session. `pages`: url path → page_script_hash, known after the first run."""

    def __init__(self, socket: ClientConnection) -> None:
        self._socket = socket
        self.pages: dict[str, str] = {}

    @classmethod
    async def open(cls, url: str) -> Session:
        """Connect to a server at http://…; nothing runs yet."""
        address = url.replace("http://", "ws://") + "/_stcore/stream"
        socket = await connect(
            address,
            subprotocols=[Subprotocol("streamlit")],
            origin=Origin(url),
            max_size=LARGEST,
            compression=None,
            proxy=None,
        )
        return cls(socket)

    async def run(self, path: str = "", query: Query = ()) -> list[ForwardMsg]:
        """Run the page at `path` and give all messages up to the end of the run. Failed if it ends badly."""
        asked = BackMsg()
        asked.rerun_script.query_string = urlencode(query)
        asked.rerun_script.page_script_hash = self.pages.get(path, "")
        if path not in self.pages:
            asked.rerun_script.page_name = path
        asked.rerun_script.is_auto_rerun = False
        await self._socket.send(asked.SerializeToString())
        return await self._until_finished()

    async def _until_finished(self) -> list[ForwardMsg]:
        messages = []
        while True:
            message = ForwardMsg.FromString(await self._socket.recv(decode=False))
            messages.append(message)
            kind = message.WhichOneof("type")
            if kind == "navigation":
                self.pages = {page.url_pathname: page.page_script_hash for page in message.navigation.app_pages}
            elif kind == "delta" and message.delta.new_element.WhichOneof("type") == "exception":
                raise Failed(message.delta.new_element.exception.message)
            elif kind == "script_finished" and message.script_finished != ForwardMsg.FINISHED_EARLY_FOR_RERUN:
                if message.script_finished == ForwardMsg.FINISHED_WITH_COMPILE_ERROR:
                    raise Failed("the script does not compile")
                return messages

    async def close(self) -> None:
        """Leave, as a closed tab does."""
        await self._socket.close()


def finished(work: Coroutine[Any, Any, T]) -> T:
    """What `work` gives, run in a thread of its own: Playwright's synchronous calls occupy the loop of this one."""
    with ThreadPoolExecutor(1) as pool:
        return pool.submit(asyncio.run, work).result()
