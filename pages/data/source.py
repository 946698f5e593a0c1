"""What did the workbook say, in which file, sheet and row?"""

from parkdash.ui import source
from parkdash.ui.view import view

source.show(view())
