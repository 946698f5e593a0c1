"""What did this edition of the review say, and on which lines does each of its numbers rest?"""

from parkdash.ui.review import edition
from parkdash.ui.view import language, state

edition.show(language(state()))
