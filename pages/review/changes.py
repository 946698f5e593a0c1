"""What has changed since the last review, is it real, and who is behind it?"""

from parkdash.ui.review import changes

changes.show()
