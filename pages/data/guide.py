"""Which tables may be handed in, and what must stand in each of their columns?"""

from parkdash.ui import guide
from parkdash.ui.view import language, state

lang = language(state())
guide.show(lang)
