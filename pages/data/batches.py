"""Who brought which files when, and which version came of it?"""

from parkdash.ui import batches
from parkdash.ui.view import language, state

lang = language(state())
batches.show(lang)
