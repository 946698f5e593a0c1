"""What is known about this enterprise, and from which workbook?"""

from parkdash.ui import profile
from parkdash.ui.view import view

profile.show(view())
