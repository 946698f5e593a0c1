"""What do these files bring, what is wrong with them, what would the numbers become, and shall they be taken?"""

from parkdash.ui import intake
from parkdash.ui.view import language, state

intake.show(language(state()))
