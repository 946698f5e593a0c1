"""What does each number mean, who answers for it, and what is it now?"""

from parkdash.ui import dictionary
from parkdash.ui.view import view

dictionary.show(view())
