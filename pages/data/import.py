"""What does this workbook bring, what is wrong with it, and shall it be taken?"""

from parkdash.ui import imports
from parkdash.ui.view import language, state

lang = language(state())
imports.templates(lang)
imports.show(lang)
