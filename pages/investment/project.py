"""How has this project come along, what is promised and realised, who met whom, and what was said of it?"""

from parkdash.ui import project
from parkdash.ui.view import view

project.show(view())
