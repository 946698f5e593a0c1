"""When a page is drawn: the server has answered, the connection stands, nothing is pending and nothing moves."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Page, expect

PATIENCE = float(os.environ.get("PARKDASH_PATIENCE", "60")) * 1000  # ms
STILL_MS = 250  # so long must the wire be silent and the count of nodes stay the same
expect.set_options(timeout=PATIENCE)

# In every page from its first moment: what was said and heard on the wire. A click is answered only after a while, and
# until then the page looks as still as after the answer.
LISTEN = """
(() => {
  const Plain = window.WebSocket;
  window.__wire = { said: 0, sent: 0, heard: 0 };
  window.WebSocket = class extends Plain {
    constructor(...given) {
      super(...given);
      this.addEventListener('message', () => { window.__wire.heard = performance.now(); });
    }
    send(content) {
      window.__wire.said += 1;
      window.__wire.sent = performance.now();
      super.send(content);
    }
  };
})()
"""

IS_IDLE = """
(still) => {
  const app = document.querySelector('[data-testid=stApp]');
  const wire = window.__wire;
  const ready = app
    && (!wire || wire.heard > wire.sent)
    && app.getAttribute('data-test-script-state') === 'notRunning'
    && app.getAttribute('data-test-connection-state') === 'CONNECTED'
    && !document.querySelector('[data-testid=stSkeleton], [data-stale=true]')
    && document.querySelector('[data-testid=stMain] [data-testid=stElementContainer]');
  const nodes = document.getElementsByTagName('*').length;
  const last = window.__lastChange;
  if (!ready || !last || last.nodes !== nodes) {
    window.__lastChange = ready ? { nodes, at: performance.now() } : null;
    return false;
  }
  return performance.now() - Math.max(last.at, wire ? wire.heard : 0) >= still;
}
"""


def settled(page: Page) -> Page:
    """Wait until the page is drawn; playwright's TimeoutError after PARKDASH_PATIENCE seconds (60)."""
    page.evaluate("window.__lastChange = null")
    page.wait_for_function(IS_IDLE, arg=STILL_MS, polling=50, timeout=PATIENCE)
    return page


@contextmanager
def answered(page: Page) -> Iterator[None]:
    """Around a key or a click that makes the server run: until the page has asked, was answered and is drawn.

    What leads to another address is awaited by its address (reading.follow). This is for what a reader does on the
    spot, which the page may hear late when the machine is busy; until then it looks as if it had been answered.
    """
    said = page.evaluate("window.__wire.said")
    yield
    page.wait_for_function("said => window.__wire.said > said", arg=said, polling=50, timeout=PATIENCE)
    settled(page)
