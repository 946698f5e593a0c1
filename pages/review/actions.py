"""Who owes what by when, what is late, and what waits to be confirmed by a second person?"""

from parkdash.ui.review import actions
from parkdash.ui.view import view

actions.show(view())
