"""When a page is drawn: the server has answered, the connection stands, nothing is pending and nothing moves."""

from __future__ import annotations

import os

from playwright.sync_api import Page

PATIENCE = float(os.environ.get("PARKDASH_PATIENCE", "30")) * 1000  # ms
STILL_MS = 250  # so long must the count of nodes stay the same

# In every page from its first moment: what was last said and heard on the wire. A click is answered only after a while,
# and until then the page looks as still as after the answer.
LISTEN = """
(() => {
  const Plain = window.WebSocket;
  window.__wire = { sent: 0, heard: 0 };
  window.WebSocket = class extends Plain {
    constructor(...given) {
      super(...given);
      this.addEventListener('message', () => { window.__wire.heard = performance.now(); });
    }
    send(content) {
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
  return performance.now() - last.at >= still;
}
"""


def settled(page: Page) -> Page:
    """Wait until the page is drawn; playwright's TimeoutError after PARKDASH_PATIENCE seconds (30)."""
    page.wait_for_timeout(20)  # a key or a click has then been heard by the page
    page.evaluate("window.__lastChange = null")
    page.wait_for_function(IS_IDLE, arg=STILL_MS, polling=50, timeout=PATIENCE)
    return page
