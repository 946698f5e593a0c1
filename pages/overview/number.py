"""What stands behind this number, down to the record and its workbook cell?"""

from parkdash.ui import drill

drill.show()
