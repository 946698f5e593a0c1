"""Which editions of the review are there, which are final, and shall a new one be prepared?"""

from parkdash.ui.review import editions
from parkdash.ui.view import language, state

editions.show(language(state()))
