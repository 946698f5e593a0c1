"""What did we promise, what has changed, what does not move, and who does what next?"""

from parkdash.ui.review import meeting
from parkdash.ui.view import language, state

meeting.show(language(state()))
